"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { plural } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { saidBy, useChange } from "./use-change";

/** As the server demands; it decides. */
const LEAST = 12;

export function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const { client, change } = useChange("auth");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isComplete = next.length >= LEAST && (!hasPassword || current !== "");

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isComplete || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { revoked } = await change(() =>
        client.auth.changePassword.mutate({
          newPassword: next,
          ...(hasPassword ? { currentPassword: current } : {}),
        }),
      );
      setCurrent("");
      setNext("");
      void notify("The password is changed.", {
        description: revoked > 0 ? `${plural(revoked, "other browser")} signed out.` : undefined,
      });
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save} className="space-y-4">
      {/* Password managers look for whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <div className="grid gap-4 md:grid-cols-2">
        {hasPassword ? (
          <Field label="Current password">
            <Input
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </Field>
        ) : null}
        <Field label="New password" hint={`At least ${LEAST} characters; four or five random words do well.`}>
          <Input
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </Field>
      </div>
      {error ? (
        <p role="alert" className="text-critical-text text-table">
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={!isComplete} loading={busy}>
          {hasPassword ? "Change password" : "Set password"}
        </Button>
        <span className="text-meta text-secondary">It signs every other browser out.</span>
      </div>
    </form>
  );
}
