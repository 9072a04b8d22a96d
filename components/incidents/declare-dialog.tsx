"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPCClient } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { notify } from "@/components/ui/toast";
import type { Incident } from "@/server/incidents/schema";
import { useIncidentActions } from "./incident-context";
import { incidentHref, severityOptions } from "./words";

const listOf = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** An incident that a person saw before any tool did. */
export function DeclareDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { slug, refresh } = useIncidentActions();
  const client = useTRPCClient();
  const router = useRouter();
  const [fields, setFields] = useState({
    title: "",
    severity: "warning" as Incident["severity"],
    services: "",
    environments: "",
    description: "",
  });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const set = (some: Partial<typeof fields>) => setFields((before) => ({ ...before, ...some }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !fields.title.trim()) return;
    setBusy(true);
    setRefusal(null);
    try {
      const declared = await client.incidents.create.mutate({
        title: fields.title,
        severity: fields.severity,
        description: fields.description.trim() || null,
        affectedServices: listOf(fields.services),
        affectedEnvironments: listOf(fields.environments),
      });
      refresh();
      onOpenChange(false);
      void notify(`${declared.reference} declared`);
      router.push(incidentHref(slug, declared.reference));
    } catch (error) {
      setRefusal(errorMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Declare an incident"
      description="For what you noticed before your tools did. Alerts can be added later."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={busy}>
            Cancel
          </Button>
          <Button
            type="submit"
            form="declare-incident"
            variant="primary"
            loading={busy}
            disabled={!fields.title.trim()}
          >
            Declare incident
          </Button>
        </>
      }
    >
      <form id="declare-incident" onSubmit={submit} className="space-y-4">
        <Field
          label="What is broken"
          hint="One sentence: “Checkout fails for customers in Europe”."
          error={refusal}
        >
          <Input
            dir="auto"
            autoFocus
            maxLength={300}
            value={fields.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Field label="Severity">
          <Select
            options={severityOptions}
            value={fields.severity}
            onChange={(event) => set({ severity: event.target.value as Incident["severity"] })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Services" optional hint="With commas between them.">
            <Input
              autoCapitalize="none"
              value={fields.services}
              onChange={(event) => set({ services: event.target.value })}
            />
          </Field>
          <Field label="Environments" optional hint="Such as production.">
            <Input
              autoCapitalize="none"
              value={fields.environments}
              onChange={(event) => set({ environments: event.target.value })}
            />
          </Field>
        </div>
        <Field label="Description" optional>
          <Textarea
            dir="auto"
            rows={3}
            maxLength={20_000}
            value={fields.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
