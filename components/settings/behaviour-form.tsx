"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Field } from "@/components/ui/field";
import { formatDuration, plural } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { OrganizationSettings } from "@/server/tenancy/schema";
import { saidBy, useChange } from "./use-change";

const MINUTE_MS = 60_000;

/** The limits are those of the server's schema, which decides. */
const fields = [
  {
    name: "correlationWindowMinutes",
    label: "Correlation window",
    hint: "A new alert joins an open incident of the same environment and service, deployment, host or pod while the incident's last new alert is no older than this. Later it opens an incident of its own.",
    least: 1,
    most: 1440,
  },
  {
    name: "quietMinutes",
    label: "Quiet time",
    hint: "An incident resolves by itself when all its alerts have been clear for this long. 0 resolves it at once.",
    least: 0,
    most: 1440,
  },
  {
    name: "reopenMinutes",
    label: "Reopen window",
    hint: "An alert that fires again within this time after the incident ended opens the same incident again; later it counts as a new one. 0 never reopens.",
    least: 0,
    most: 10_080,
  },
] as const satisfies readonly { name: keyof OrganizationSettings; [key: string]: unknown }[];

type Typed = Record<keyof OrganizationSettings, string>;

const typedOf = (settings: OrganizationSettings): Typed => ({
  correlationWindowMinutes: String(settings.correlationWindowMinutes),
  quietMinutes: String(settings.quietMinutes),
  reopenMinutes: String(settings.reopenMinutes),
});

function problemOf(typed: string, least: number, most: number): string | null {
  const minutes = Number(typed);
  const isFine = /^\d+$/.test(typed.trim()) && minutes >= least && minutes <= most;
  return isFine ? null : `Use whole minutes from ${least} to ${most} (${formatDuration(most * MINUTE_MS)}).`;
}

export function BehaviourForm({ settings, editable }: { settings: OrganizationSettings; editable: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { client, change } = useChange("tenancy");
  const [typed, setTyped] = useState(() => typedOf(settings));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const problems = fields.map(({ name, least, most }) => problemOf(typed[name], least, most));
  const changed = fields.filter(({ name }) => typed[name].trim() !== String(settings[name]));
  const canSave = changed.length > 0 && problems.every((problem) => problem === null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!canSave || busy) return;
    setBusy(true);
    setError(null);
    try {
      const saved = await change(() =>
        client.tenancy.updateOrganization.mutate({
          settings: Object.fromEntries(changed.map(({ name }) => [name, Number(typed[name])])),
        }),
      );
      queries.setQueryData(trpc.tenancy.getOrganization.queryKey({}), saved);
      setTyped(typedOf(saved.settings));
      void notify("Saved. It holds for alerts from now on.");
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  if (!editable)
    return (
      <Section title="How incidents behave" boxed>
        <DefinitionList
          items={fields.map(({ name, label, hint }) => ({
            key: name,
            term: label,
            value: (
              <>
                {plural(settings[name], "minute")}
                <span className="block text-meta text-secondary">{hint}</span>
              </>
            ),
          }))}
        />
      </Section>
    );

  return (
    <Section title="How incidents behave" boxed>
      <form onSubmit={save} className="space-y-5" noValidate>
        {fields.map(({ name, label, hint, least, most }, index) => (
          <Field key={name} label={label} hint={hint} error={problems[index]}>
            <MinutesInput
              value={typed[name]}
              least={least}
              most={most}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          </Field>
        ))}
        {error ? (
          <p role="alert" className="text-critical-text text-table">
            {error}
          </p>
        ) : null}
        <div className="flex items-center gap-2">
          <Button type="submit" disabled={!canSave} loading={busy}>
            Save
          </Button>
          {changed.length > 0 ? (
            <Button variant="ghost" onClick={() => setTyped(typedOf(settings))}>
              Discard
            </Button>
          ) : null}
        </div>
      </form>
    </Section>
  );
}

type MinutesInputProps = {
  value: string;
  least: number;
  most: number;
  onChange: (value: string) => void;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  required?: boolean;
};

function MinutesInput({ value, least, most, onChange, ...rest }: MinutesInputProps) {
  return (
    <div className="flex items-center gap-2">
      <Input
        {...rest}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        step={1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="max-w-24"
      />
      <span className="text-secondary text-table">minutes</span>
    </div>
  );
}
