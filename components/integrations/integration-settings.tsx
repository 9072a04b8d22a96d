"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import type { IntegrationDetail } from "@/server/integrations/schema";

/** Name, environment and team of an integration. */
export function IntegrationSettings({ integration }: { integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const teams = useQuery(trpc.tenancy.listTeams.queryOptions({ limit: 200 }));
  const [name, setName] = useState(integration.name);
  const [environment, setEnvironment] = useState(integration.environment ?? "");
  const [teamId, setTeamId] = useState(integration.teamId ?? "");
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.integrations.pathKey() });
        void notify("Saved.");
      },
    }),
  );
  const isChanged =
    name.trim() !== integration.name ||
    environment.trim() !== (integration.environment ?? "") ||
    teamId !== (integration.teamId ?? "");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || !name.trim() || update.isPending) return;
    update.mutate({
      id: integration.id,
      name: name.trim(),
      environment: environment.trim() || null,
      teamId: teamId || null,
    });
  }

  return (
    <form onSubmit={submit} className="max-w-lg space-y-4">
      <Field label="Name" required>
        <Input dir="auto" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="Environment" hint="Given to alerts that name none." optional>
        <Input
          dir="auto"
          maxLength={100}
          value={environment}
          placeholder="production"
          onChange={(event) => setEnvironment(event.target.value)}
        />
      </Field>
      {teams.data && teams.data.items.length > 0 ? (
        <Field label="Team" hint="Owns alerts that name no team." optional>
          <Select
            value={teamId}
            onChange={(event) => setTeamId(event.target.value)}
            options={[
              { value: "", label: "None" },
              ...teams.data.items.map((team) => ({ value: team.id, label: team.name })),
            ]}
          />
        </Field>
      ) : null}
      {update.isError ? (
        <p role="alert" className="text-critical-text text-table">
          {errorMessage(update.error)}
        </p>
      ) : null}
      <Button type="submit" loading={update.isPending} disabled={!isChanged || !name.trim()}>
        Save
      </Button>
    </form>
  );
}
