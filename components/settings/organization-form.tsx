"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Role } from "@/server/kernel/permissions";
import type { Organization } from "@/server/tenancy/schema";
import { BehaviourForm } from "./behaviour-form";
import { DeleteOrganization } from "./delete-organization";
import { may } from "./may";
import { saidBy, useChange } from "./use-change";

export function OrganizationSettings({ role }: { role: Role }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.tenancy.getOrganization.queryOptions({}));
  if (found.isError)
    return (
      <ErrorState
        title="The organization could not be read."
        description={errorMessage(found.error)}
        onRetry={() => void found.refetch()}
        retrying={found.isFetching}
      />
    );
  if (!found.data) return null;
  const organization = found.data;
  return (
    <div className="max-w-3xl space-y-8">
      <NameSection organization={organization} editable={may(role, "organization:write")} />
      <BehaviourForm settings={organization.settings} editable={may(role, "organization:write")} />
      {may(role, "organization:delete") ? (
        <DeleteOrganization id={organization.id} name={organization.name} />
      ) : null}
    </div>
  );
}

function NameSection({ organization, editable }: { organization: Organization; editable: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { client, change } = useChange("tenancy");
  const [name, setName] = useState(organization.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isChanged = name.trim() !== organization.name && name.trim() !== "";

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || busy) return;
    setBusy(true);
    setError(null);
    try {
      const saved = await change(() => client.tenancy.updateOrganization.mutate({ name: name.trim() }));
      queries.setQueryData(trpc.tenancy.getOrganization.queryKey({}), saved);
      setName(saved.name);
      // The rail shows the name too, and the server renders it.
      router.refresh();
      void notify("The organization is renamed.");
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title="Organization" boxed>
      <div className="space-y-4">
        {editable ? (
          <form onSubmit={save} className="flex flex-wrap items-end gap-2">
            <Field label="Name" error={error} className="min-w-0 flex-1 basis-60">
              <Input
                value={name}
                maxLength={100}
                required
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
            <Button type="submit" disabled={!isChanged} loading={busy}>
              Rename
            </Button>
          </form>
        ) : null}
        <DefinitionList
          items={[
            !editable && { term: "Name", value: <bdi>{organization.name}</bdi> },
            {
              term: "Address",
              value: (
                <span className="-my-1 inline-flex items-center gap-1">
                  <span className="break-all font-mono text-meta">/{organization.slug}</span>
                  <CopyButton text={organization.slug} label="Copy the slug" />
                </span>
              ),
            },
            { term: "Id", value: organization.id, mono: true },
            { term: "Created", value: <RelativeTime at={organization.createdAt} show="exact" /> },
          ]}
        />
        {editable ? (
          <p className="text-meta text-secondary">
            A new name changes what people read. Addresses keep the old one, so that links stay good.
          </p>
        ) : null}
      </div>
    </Section>
  );
}
