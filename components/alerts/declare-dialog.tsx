"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { plural } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { severities } from "@/server/alerts/enums";
import type { AlertListItem, Severity } from "@/server/alerts/schema";
import type { Declaration } from "./use-alert-actions";

const severityOptions = [
  { value: "critical", label: "Critical" },
  { value: "warning", label: "Warning" },
  { value: "info", label: "Info" },
] as const satisfies readonly { value: Severity; label: string }[];

const isSeverity = (value: string): value is Severity => severities.some((severity) => severity === value);

/** As bad as the worst of them, and named for it. */
export function suggestDeclaration(alerts: readonly AlertListItem[]): Declaration {
  const worst =
    severities.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? "warning";
  const named = alerts.find((alert) => alert.severity === worst);
  const place = named?.service ? ` in ${named.service}` : "";
  return { title: named ? `${named.alertName}${place}`.slice(0, 300) : "", severity: worst };
}

export type DeclareDialogProps = {
  alerts: readonly AlertListItem[];
  onClose: () => void;
  /** False keeps the dialog open: the server refused. */
  onDeclare: (declaration: Declaration) => Promise<boolean>;
};

export function DeclareDialog({ alerts, onClose, onDeclare }: DeclareDialogProps) {
  const [declaration, setDeclaration] = useState(() => suggestDeclaration(alerts));
  const [busy, setBusy] = useState(false);
  const form = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !declaration.title.trim()) return;
    setBusy(true);
    const done = await onDeclare({ ...declaration, title: declaration.title.trim() });
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Declare an incident"
      description={`It takes ${plural(alerts.length, "alert")} along, out of the incidents they are in.`}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            form={form}
            variant="primary"
            loading={busy}
            disabled={!declaration.title.trim()}
          >
            Declare incident
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="space-y-4">
        <Field label="What is broken, and for whom" required>
          <Input
            dir="auto"
            maxLength={300}
            value={declaration.title}
            onChange={(event) => setDeclaration({ ...declaration, title: event.target.value })}
          />
        </Field>
        <Field label="Severity">
          <Select
            options={severityOptions}
            value={declaration.severity}
            onChange={(event) => {
              const severity = event.target.value;
              if (isSeverity(severity)) setDeclaration({ ...declaration, severity });
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}
