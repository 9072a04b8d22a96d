"use client";

import { Plus } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { saidBy, useChange } from "./use-change";

/** Opens the new team, because people are put in next. */
export function NewTeamDialog() {
  const [, setOpenId] = useQueryState("team", parseAsString.withOptions({ history: "push" }));
  const { client, change } = useChange("tenancy");
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const team = await change(() => client.tenancy.createTeam.mutate({ name }));
      setOpen(false);
      setName("");
      void setOpenId(team.id);
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<Plus />}>
          New team
        </Button>
      }
      title="New team"
      size="sm"
    >
      <form onSubmit={submit} className="space-y-4">
        <Field
          label="Name"
          error={error}
          hint="Its slug, made from the name, is what labels of alerts use. It stays when the team is renamed."
        >
          <Input
            required
            maxLength={100}
            placeholder="Payments"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>*]:flex-1">
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" variant="primary" loading={busy} disabled={name.trim() === ""}>
            Create team
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
