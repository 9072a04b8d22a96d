"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FormAction, FormField } from "./form-state";

type AuthFormProps = {
  action: FormAction;
  fields: FormField[];
  submit: string;
  hidden?: Record<string, string>;
  variant?: "primary" | "secondary";
};

/** A form of the way in. It works before its script has loaded, because its action runs on the server. */
export function AuthForm({ action, fields, submit, hidden = {}, variant = "primary" }: AuthFormProps) {
  const [state, run, isPending] = useActionState(action, {});
  return (
    <form action={run} className="space-y-4">
      {state.message ? <Banner tone="critical" title={state.message} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          label={field.label}
          hint={field.hint}
          error={state.issues?.[field.name]}
          optional={field.optional}
        >
          <Input
            name={field.name}
            type={field.type ?? "text"}
            autoComplete={field.autoComplete}
            defaultValue={state.values?.[field.name] ?? field.value}
            required={!field.optional}
            minLength={field.minLength}
            maxLength={field.type === "email" ? 254 : 200}
            spellCheck={false}
            className="h-10"
          />
        </Field>
      ))}
      <Button type="submit" variant={variant} size="lg" loading={isPending} className="w-full">
        {submit}
      </Button>
    </form>
  );
}
