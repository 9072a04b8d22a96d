"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input, SearchInput } from "@/components/ui/input";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { SourceInfo } from "@/server/integrations/schema";
import { useKeepNewKey } from "./new-key";
import { useSources } from "./use-integrations";

/** So many tools are taken in at a glance; more are searched. */
const GLANCE = 8;

/** Two steps: which tool, then a name. The third, what to paste, is the integration's own page. */
export function ConnectForm({ slug }: { slug: string }) {
  const sources = useSources();
  const [chosen, setChosen] = useQueryState("source", parseAsString.withOptions({ history: "push" }));
  const source = sources.data?.items.find((one) => one.id === chosen);
  return (
    <Page width="form">
      <PageHeader
        title={source ? `Connect ${source.name}` : "Connect a tool"}
        description={source ? source.summary : "Which tool sends the alerts?"}
        crumbs={[{ label: "Integrations", href: `/${slug}/integrations` }]}
      />
      {sources.isPending ? (
        <SkeletonRows rows={4} label="Loading tools" />
      ) : sources.isError ? (
        <ErrorState
          title="The list of tools could not be read."
          description={errorMessage(sources.error)}
          onRetry={() => void sources.refetch()}
          retrying={sources.isFetching}
        />
      ) : source ? (
        <NameStep slug={slug} source={source} onBack={() => void setChosen(null)} />
      ) : (
        <SourceStep sources={sources.data.items} onChoose={(id) => void setChosen(id)} />
      )}
    </Page>
  );
}

function SourceStep({
  sources,
  onChoose,
}: {
  sources: readonly SourceInfo[];
  onChoose: (id: string) => void;
}) {
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const shown = sources.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted));
  return (
    <div className="space-y-3">
      {sources.length > GLANCE ? (
        <SearchInput
          aria-label="Search tools"
          placeholder="Search tools"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      <ul className="grid gap-2 md:grid-cols-2">
        {shown.map((source) => (
          <li key={source.id}>
            <button
              type="button"
              onClick={() => onChoose(source.id)}
              className="group flex h-full min-h-16 w-full items-start gap-3 rounded-lg border border-line bg-surface p-3 text-left transition-colors duration-100 hover:border-control hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{source.name}</span>
                <span className="block text-secondary text-table">{source.summary}</span>
              </span>
              <ArrowRight
                aria-hidden="true"
                className="mt-0.5 size-4 shrink-0 text-tertiary group-hover:text-foreground"
              />
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? (
        <p className="py-6 text-center text-secondary text-table">
          No tool of that name. Generic JSON takes whatever can post.
        </p>
      ) : null}
    </div>
  );
}

function NameStep({ slug, source, onBack }: { slug: string; source: SourceInfo; onBack: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const keepKey = useKeepNewKey();
  const teams = useQuery(trpc.tenancy.listTeams.queryOptions({ limit: 200 }));
  const [name, setName] = useState(source.name);
  const [environment, setEnvironment] = useState("");
  const [teamId, setTeamId] = useState("");
  const create = useMutation(
    trpc.integrations.create.mutationOptions({
      onSuccess: ({ integration, key }) => {
        keepKey(integration.id, key);
        void queries.invalidateQueries({ queryKey: trpc.integrations.pathKey() });
        router.push(`/${slug}/integrations/${integration.id}`);
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (create.isPending || create.isSuccess || !name.trim()) return;
    create.mutate({
      source: source.id,
      name: name.trim(),
      environment: environment.trim() || null,
      teamId: teamId || null,
    });
  }

  return (
    <form onSubmit={submit} className="max-w-lg space-y-4">
      <Field
        label="Name"
        hint="As people call this installation, such as “Production Alertmanager”."
        required
      >
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
      {create.isError ? (
        <p role="alert" className="text-critical-text text-table">
          {errorMessage(create.error)}
        </p>
      ) : null}
      <div className="flex gap-2 max-md:[&>*]:flex-1">
        <Button onClick={onBack}>Another tool</Button>
        <Button
          type="submit"
          variant="primary"
          loading={create.isPending || create.isSuccess}
          disabled={!name.trim()}
        >
          Create key
        </Button>
      </div>
    </form>
  );
}
