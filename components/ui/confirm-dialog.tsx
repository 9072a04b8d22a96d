"use client";

import * as RadixAlert from "radix-ui/alert-dialog";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "./button";
import { overlayClass } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

export type ConfirmDialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  /** The question, naming the thing: "Delete the key “CI deploys”?". */
  title: ReactNode;
  /** What is lost and who notices. */
  description: ReactNode;
  /** The verb on the button: "Delete key". */
  confirm: string;
  cancel?: string;
  danger?: boolean;
  /** Has to be typed first, for what takes other people's work with it. */
  typeToConfirm?: string;
  /** The dialog stays open, busy, until this settles; a rejection is shown in it. */
  onConfirm: () => unknown;
};

export function ConfirmDialog({
  open: openProp,
  onOpenChange,
  trigger,
  title,
  description,
  confirm,
  cancel = "Keep it",
  danger = true,
  typeToConfirm,
  onConfirm,
}: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const open = openProp ?? ownOpen;

  function change(next: boolean) {
    if (busy) return;
    setTyped("");
    setError(null);
    setOwnOpen(next);
    onOpenChange?.(next);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || (typeToConfirm && typed.trim() !== typeToConfirm)) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      setTyped("");
      setOwnOpen(false);
      onOpenChange?.(false);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : "The server did not answer. Try again in a moment.");
    } finally {
      setBusy(false);
    }
  }

  return (
    <RadixAlert.Root open={open} onOpenChange={change}>
      {trigger ? <RadixAlert.Trigger asChild>{trigger}</RadixAlert.Trigger> : null}
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={overlayClass} />
        <RadixAlert.Content className="fixed z-50 border border-line bg-surface shadow-pop outline-none max-md:inset-x-0 max-md:bottom-0 max-md:animate-rise max-md:rounded-t-xl max-md:pb-[env(safe-area-inset-bottom)] md:top-[18vh] md:left-1/2 md:w-[calc(100vw-3rem)] md:max-w-md md:-translate-x-1/2 md:animate-fade md:rounded-lg">
          <form onSubmit={submit}>
            <div className="space-y-2 p-4">
              <RadixAlert.Title className="font-semibold text-lead leading-6">{title}</RadixAlert.Title>
              <RadixAlert.Description asChild>
                <div className="text-secondary text-table">{description}</div>
              </RadixAlert.Description>
              {typeToConfirm ? (
                <Field
                  className="pt-2"
                  label={
                    <>
                      Type <span className="font-mono text-table">{typeToConfirm}</span> to confirm
                    </>
                  }
                >
                  <Input
                    value={typed}
                    onChange={(event) => setTyped(event.target.value)}
                    autoComplete="off"
                  />
                </Field>
              ) : null}
              {error ? (
                <p role="alert" className="text-critical-text text-table">
                  {error}
                </p>
              ) : null}
            </div>
            <div className="flex justify-end gap-2 border-line border-t px-4 py-3 max-md:[&>*]:flex-1">
              <RadixAlert.Cancel asChild>
                <Button disabled={busy}>{cancel}</Button>
              </RadixAlert.Cancel>
              <Button
                type="submit"
                variant={danger ? "danger" : "primary"}
                loading={busy}
                disabled={Boolean(typeToConfirm) && typed.trim() !== typeToConfirm}
              >
                {confirm}
              </Button>
            </div>
          </form>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}
