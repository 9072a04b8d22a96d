"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { Select } from "@/components/ui/select";
import type { CreatedKey, KeyPreset } from "@/server/api-keys/schema";
import type { Permission, Role } from "@/server/kernel/permissions";
import { expiries, presetHints, presetLabels } from "./key-words";
import { ScopePicker } from "./scope-picker";
import { saidBy, useChange } from "./use-change";

type Rights = KeyPreset | "single";

export function NewKeyDialog({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setCreated(null);
      }}
      trigger={
        <Button variant="primary" icon={<Plus />}>
          New key
        </Button>
      }
      title={created ? <>The key “{created.key.name}”</> : "New API key"}
    >
      {created ? (
        <Created created={created} onDone={() => setOpen(false)} />
      ) : (
        <NewKeyForm role={role} onCreated={setCreated} onCancel={() => setOpen(false)} />
      )}
    </Dialog>
  );
}

type NewKeyFormProps = { role: Role; onCreated: (created: CreatedKey) => void; onCancel: () => void };

function NewKeyForm({ role, onCreated, onCancel }: NewKeyFormProps) {
  const { client, change } = useChange("apiKeys");
  const [name, setName] = useState("");
  const [rights, setRights] = useState<Rights>("read");
  const [scopes, setScopes] = useState<Permission[]>([]);
  const [days, setDays] = useState("90");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isComplete = name.trim() !== "" && (rights !== "single" || scopes.length > 0);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isComplete || busy) return;
    setBusy(true);
    setError(null);
    try {
      onCreated(
        await change(() =>
          client.apiKeys.createKey.mutate({
            name: name.trim(),
            ...(rights === "single" ? { scopes } : { preset: rights }),
            ...(days ? { expiresInDays: Number(days) } : {}),
          }),
        ),
      );
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label="Name"
        hint="Who uses it and for what, so that somebody can tell later whether it is needed."
      >
        <Input
          required
          maxLength={100}
          autoComplete="off"
          placeholder="Deploy job on CI"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="May"
        hint={
          rights === "single"
            ? "Only what is ticked, and never more than you hold yourself."
            : presetHints[rights]
        }
      >
        <Select
          value={rights}
          onChange={(event) => setRights(event.target.value as Rights)}
          options={[
            ...(["read", "write", "admin"] as const).map((value) => ({ value, label: presetLabels[value] })),
            { value: "single", label: "Single scopes" },
          ]}
        />
      </Field>
      {rights === "single" ? <ScopePicker role={role} value={scopes} onChange={setScopes} /> : null}
      <Field label="Expires after">
        <Select value={days} onChange={(event) => setDays(event.target.value)} options={expiries} />
      </Field>
      {error ? (
        <p role="alert" className="text-critical-text text-table">
          {error}
        </p>
      ) : null}
      <div className="flex justify-end gap-2 max-md:[&>*]:flex-1">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={!isComplete}>
          Create key
        </Button>
      </div>
    </form>
  );
}

function Created({ created, onDone }: { created: CreatedKey; onDone: () => void }) {
  return (
    <div className="space-y-4">
      <SecretReveal secret={created.secret} label="API key" />
      <CodeBlock
        title="Try it"
        wrap
        code={`curl -H "Authorization: Bearer $AIOPS_KEY" ${window.location.origin}/api/incidents`}
      />
      <div className="flex justify-end max-md:[&>*]:flex-1">
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
