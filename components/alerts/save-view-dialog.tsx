"use client";

import { type FormEvent, useId, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Team } from "@/server/tenancy/schema";

export type SaveViewDialogProps = {
  teams: readonly Team[];
  onClose: () => void;
  onSave: (name: string, teamId: string | null) => Promise<unknown>;
};

export function SaveViewDialog({ teams, onClose, onSave }: SaveViewDialogProps) {
  const [name, setName] = useState("");
  const [teamId, setTeamId] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const form = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !name.trim()) return;
    setBusy(true);
    try {
      await onSave(name.trim(), teamId || null);
      onClose();
    } catch (cause) {
      setError(errorMessage(cause));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Save these filters"
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" loading={busy} disabled={!name.trim()}>
            Save view
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="space-y-4">
        <Field label="Name" error={error} required>
          <Input
            dir="auto"
            maxLength={60}
            value={name}
            placeholder="Payments, critical"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {teams.length > 0 ? (
          <Field label="For">
            <Select
              value={teamId}
              onChange={(event) => setTeamId(event.target.value)}
              options={[
                { value: "", label: "Me" },
                ...teams.map((team) => ({ value: team.id, label: team.name })),
              ]}
            />
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
