"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Some of what it stands for is chosen, not all. */
  indeterminate?: boolean;
  label?: ReactNode;
  hint?: ReactNode;
};

export function Checkbox({ indeterminate = false, label, hint, className, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);

  const box = (
    <span className="finger inline-grid size-4 shrink-0 place-items-center">
      <input
        ref={ref}
        type="checkbox"
        className="peer col-start-1 row-start-1 size-4 appearance-none rounded border border-control bg-surface transition-colors duration-100 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-50"
        {...rest}
      />
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className="pointer-events-none col-start-1 row-start-1 size-4 text-on-accent opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-0"
      >
        <path
          d="m4 8.2 2.6 2.6L12 5.4"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className="pointer-events-none col-start-1 row-start-1 size-4 text-on-accent opacity-0 peer-indeterminate:opacity-100"
      >
        <path d="M4.5 8h7" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
    </span>
  );
  // Bare, it still sits in a label, so that the widened target of a finger reaches it.
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is in the box, named by its aria-label.
  if (!label) return <label className={cn("inline-flex", className)}>{box}</label>;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is in the box.
    <label className={cn("flex items-start gap-2 py-0.5 touch:min-h-11 touch:items-center", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span>
        <span className="block text-base">{label}</span>
        {hint ? <span className="block text-meta text-secondary">{hint}</span> : null}
      </span>
    </label>
  );
}
