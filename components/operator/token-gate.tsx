"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type TokenForm = { message: string } | null;

export function TokenGate({ unlock }: { unlock: (before: TokenForm, form: FormData) => Promise<TokenForm> }) {
  const [state, submit, pending] = useActionState(unlock, null);
  return (
    <div className="mx-auto w-full max-w-sm space-y-5 px-4 pt-[12dvh]">
      <div className="space-y-1">
        <h1 className="font-semibold text-title">Operator</h1>
        <p className="text-secondary text-table">
          For whoever runs this server: jobs, their failures and what waits. It takes the token that the
          server was given as <Code>OPERATOR_TOKEN</Code>.
        </p>
      </div>
      <form action={submit} className="space-y-4">
        <Field label="Operator's token" error={state?.message}>
          <Input type="password" name="token" required autoComplete="current-password" mono />
        </Field>
        <Button type="submit" variant="primary" loading={pending} className="w-full">
          Open
        </Button>
      </form>
    </div>
  );
}
