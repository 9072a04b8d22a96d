"use client";

import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/server/kernel/permissions";
import { roleHints, roleLabels } from "./may";
import { saidBy, useChange } from "./use-change";

/** Invites by e-mail; the link is shown once, to be sent by whatever way the two already talk. */
export function InviteDialog({ role: yourRole }: { role: Role }) {
  const { client, change } = useChange("tenancy");
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);

  function show(next: boolean) {
    setOpen(next);
    setError(null);
    setMade(null);
    if (next) setEmail("");
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const created = await change(() => client.tenancy.createInvitation.mutate({ email, role }));
      setMade({ email: created.invitation.email, link: created.link });
    } catch (cause) {
      setError(saidBy(cause).replace(/^email: /, ""));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={show}
      trigger={
        <Button variant="primary" icon={<UserPlus />}>
          Invite
        </Button>
      }
      title={made ? "Send this link" : "Invite somebody"}
      description={
        made
          ? `It works once, within 7 days, and for ${made.email} alone. It is shown now and not kept.`
          : "You get a link to send them. Whoever opens it joins under this address."
      }
    >
      {made ? (
        <div className="space-y-4">
          <CodeBlock code={made.link} wrap />
          <div className="flex justify-end gap-2 max-md:[&>*]:flex-1">
            <Button
              onClick={() => {
                setMade(null);
                setEmail("");
              }}
            >
              Invite another
            </Button>
            <Button variant="primary" onClick={() => show(false)}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <Field label="E-mail address" error={error}>
            <Input
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              placeholder="ann@example.com"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <Field label="Role" hint={roleHints[role]}>
            <Select
              value={role}
              onChange={(event) => setRole(event.target.value as Role)}
              options={roles
                .filter((one) => one !== "owner" || yourRole === "owner")
                .map((one) => ({ value: one, label: roleLabels[one] }))}
            />
          </Field>
          <div className="flex justify-end gap-2 max-md:[&>*]:flex-1">
            <Button onClick={() => show(false)}>Cancel</Button>
            <Button type="submit" variant="primary" loading={busy}>
              Make the link
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
