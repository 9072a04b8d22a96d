"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Incident } from "@/server/incidents/schema";
import { type DialogOf, useIncidentActions } from "./incident-context";
import type { EditableFields } from "./use-incident-verbs";
import { openStatuses, severityOptions, statusWords } from "./words";

const impactOptions = [
  { value: "", label: "Not estimated" },
  { value: "high", label: "High" },
  { value: "medium", label: "Medium" },
  { value: "low", label: "Low" },
];

export function EditDialog({ incident, open, onOpenChange }: DialogOf) {
  const { edit } = useIncidentActions();
  const [fields, setFields] = useState({
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    estimatedImpact: incident.estimatedImpact,
    customerImpact: incident.customerImpact,
    description: incident.description ?? "",
  });
  const set = (some: Partial<typeof fields>) => setFields((before) => ({ ...before, ...some }));

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted: EditableFields = {
      ...fields,
      title: fields.title.trim(),
      description: fields.description.trim() || null,
    };
    const changed = Object.fromEntries(
      Object.entries(wanted).filter(([key, value]) => value !== incident[key as keyof Incident]),
    ) as EditableFields;
    if (!wanted.title) return;
    onOpenChange(false);
    if (Object.keys(changed).length) void edit(incident, changed, `${incident.reference} changed`);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Edit ${incident.reference}`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form="edit-incident" variant="primary" disabled={!fields.title.trim()}>
            Save
          </Button>
        </>
      }
    >
      <form id="edit-incident" onSubmit={submit} className="space-y-4">
        <Field label="What is broken" hint="One sentence that anybody on call understands.">
          <Textarea
            dir="auto"
            rows={2}
            maxLength={300}
            value={fields.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Severity">
            <Select
              options={severityOptions}
              value={fields.severity}
              onChange={(event) => set({ severity: event.target.value as Incident["severity"] })}
            />
          </Field>
          {incident.resolvedAt ? null : (
            <Field label="Status">
              <Select
                options={openStatuses.map((value) => ({ value, label: statusWords[value] }))}
                value={fields.status}
                onChange={(event) => set({ status: event.target.value as Incident["status"] })}
              />
            </Field>
          )}
          <Field label="Impact">
            <Select
              options={impactOptions}
              value={fields.estimatedImpact ?? ""}
              onChange={(event) =>
                set({ estimatedImpact: (event.target.value || null) as Incident["estimatedImpact"] })
              }
            />
          </Field>
        </div>
        <Checkbox
          label="Customers are affected"
          checked={fields.customerImpact}
          onChange={(event) => set({ customerImpact: event.target.checked })}
        />
        <Field label="Description" optional>
          <Textarea
            dir="auto"
            rows={4}
            maxLength={20_000}
            value={fields.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
