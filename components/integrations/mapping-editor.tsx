"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC, useTRPCClient } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { plural } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { notify, notifyError } from "@/components/ui/toast";
import type { IntegrationDetail } from "@/server/integrations/schema";
import { formOf, type MappingForm, mappingFields, settingsOf } from "./mapping";
import { type Preview, useMappingPreview } from "./mapping-preview";

/** How a body of any shape becomes alerts: paths, tried on a pasted payload while they are typed. */
export function MappingEditor({ integration }: { integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [form, setForm] = useState(() => formOf(integration.settings));
  const [payload, setPayload] = useState("");
  const [problem, setProblem] = useState<string>();
  const [fetching, setFetching] = useState(false);
  const preview = useMappingPreview(payload, form);
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.integrations.get.pathKey() });
        void notify("Mapping saved.", { description: "Replay a delivery to read it by the new mapping." });
      },
    }),
  );
  const change = (part: Partial<MappingForm>) => setForm((before) => ({ ...before, ...part }));

  async function takeLatest() {
    setFetching(true);
    try {
      const latest = await client.integrations.listDeliveries.query({
        integrationId: integration.id,
        limit: 5,
      });
      const kept = latest.items.find((delivery) => delivery.bodyUntil);
      if (!kept) return void notifyError("No delivery of late is kept. Paste a payload instead.");
      const { body } = await client.integrations.getDelivery.query({ id: kept.id });
      setPayload(body ?? "");
    } catch (error) {
      void notifyError(errorMessage(error));
    } finally {
      setFetching(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = settingsOf(form);
    if ("problem" in read) return setProblem(read.problem);
    setProblem(undefined);
    update.mutate({ id: integration.id, settings: read.settings });
  }

  return (
    <form onSubmit={submit} className="space-y-5">
      <p className="max-w-2xl text-secondary text-table">
        Plain fields such as <Code>title</Code>, <Code>severity</Code>, <Code>service</Code> and{" "}
        <Code>status</Code> are understood without a mapping. A path begins with <Code>$</Code>, the alert;
        anything else is taken as it stands.
      </p>
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="space-y-2">
          <Field label="A payload to try it on" error={preview?.problem}>
            <Textarea
              mono
              rows={12}
              dir="ltr"
              spellCheck={false}
              value={payload}
              placeholder='{"events": [{"what": "Checkout is slow", "prio": "P1"}]}'
              onChange={(event) => setPayload(event.target.value)}
              className="max-h-[28rem]"
            />
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <Button size="sm" onClick={() => void takeLatest()} loading={fetching}>
              Take the latest delivery
            </Button>
            {preview && !preview.problem ? (
              <span role="status" className="text-meta text-secondary">
                {plural(preview.alerts, "alert")} in it; values are of the first
              </span>
            ) : null}
          </div>
        </div>
        <div className="space-y-3">
          <Field label="Where the alerts are" hint="Left empty: the body itself, or its list “alerts”.">
            <Input
              mono
              spellCheck={false}
              value={form.alerts}
              placeholder="$.events"
              onChange={(event) => change({ alerts: event.target.value })}
            />
          </Field>
          <Fields form={form} preview={preview} onChange={change} />
        </div>
      </div>
      <WordFields form={form} onChange={change} />
      {problem || update.isError ? (
        <p role="alert" className="text-critical-text text-table">
          {problem ?? errorMessage(update.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" loading={update.isPending}>
        Save mapping
      </Button>
    </form>
  );
}

type PartProps = { form: MappingForm; onChange: (part: Partial<MappingForm>) => void };

function Fields({ form, preview, onChange }: PartProps & { preview: Preview | null }) {
  return (
    <fieldset className="divide-y divide-line rounded-lg border border-line">
      <legend className="sr-only">Paths to the fields of an alert</legend>
      {mappingFields.map(({ name, label, hint }) => {
        const value = preview?.values[name];
        return (
          <div key={name} className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-x-3 px-3 py-1.5">
            <label htmlFor={`mapping-${name}`} title={hint ?? undefined} className="text-table">
              {label}
            </label>
            <Input
              id={`mapping-${name}`}
              mono
              spellCheck={false}
              value={form.fields[name] ?? ""}
              placeholder="automatic"
              onChange={(event) => onChange({ fields: { ...form.fields, [name]: event.target.value } })}
            />
            {value ? (
              <span className="col-start-2 truncate pt-0.5 font-mono text-meta">
                {"text" in value ? (
                  <bdi className="text-resolved-text">{value.text}</bdi>
                ) : (
                  <span className="text-warning-text">{value.problem}</span>
                )}
              </span>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

const wordFields = [
  { name: "resolvedValues", label: "Status words that mean resolved", example: "resolved, ok, closed" },
  { name: "acknowledgedValues", label: "… that mean acknowledged", example: "acknowledged, ack" },
  { name: "ignoredValues", label: "… that are left out", example: "test, maintenance" },
  {
    name: "identifyingLabels",
    label: "Labels that make the key where the body has none",
    example: "host, check",
  },
] as const;

function WordFields({ form, onChange }: PartProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {wordFields.map(({ name, label, example }) => (
        <Field key={name} label={label} optional>
          <Input
            dir="auto"
            value={form[name]}
            placeholder={example}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </Field>
      ))}
      <Field
        label="Severity words"
        hint="One a line; a word that is not listed and not known counts as a warning."
        optional
      >
        <Textarea
          mono
          dir="auto"
          value={form.severities}
          placeholder={"P1 = critical\nP3 = info"}
          onChange={(event) => onChange({ severities: event.target.value })}
        />
      </Field>
    </div>
  );
}
