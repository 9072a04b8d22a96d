"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { plural } from "@/components/ui/format";
import { Textarea } from "@/components/ui/textarea";
import { type DialogOf, useIncidentActions } from "./incident-context";

export function ResolveDialog({ incident, open, onOpenChange }: DialogOf) {
  const { resolve } = useIncidentActions();
  const [note, setNote] = useState("");
  const { firingCount, reference, title } = incident;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Resolve ${reference}?`}
      description={
        <div className="space-y-3">
          <p dir="auto" className="break-words text-foreground">
            {title}
          </p>
          <p>
            {firingCount > 0
              ? `${plural(firingCount, "alert")} still ${firingCount === 1 ? "fires and closes" : "fire and close"} with it. Should ${firingCount === 1 ? "it" : "one"} fire again soon, ${reference} opens again.`
              : `None of its alerts fires. Should one fire again soon, ${reference} opens again.`}
          </p>
          <Field label="What helped" optional>
            <Textarea
              rows={2}
              maxLength={5000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </div>
      }
      confirm={`Resolve ${reference}`}
      cancel="Keep it open"
      danger={false}
      onConfirm={() => resolve(incident, note.trim())}
    />
  );
}
