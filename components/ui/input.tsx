import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const controlClass =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-foreground transition-colors duration-100 hover:border-control focus-visible:border-accent-text focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-critical";

export type InputProps = ComponentProps<"input"> & { mono?: boolean };

export function Input({ className, mono, type = "text", ...rest }: InputProps) {
  return (
    <input
      type={type}
      className={cn(controlClass, "h-8 touch:h-11", mono && "font-mono text-table", className)}
      {...rest}
    />
  );
}

/** A search box with its glass and, at its end, room for a key or a count. */
export function SearchInput({ className, end, ...rest }: ComponentProps<"input"> & { end?: ReactNode }) {
  return (
    <span className={cn("relative block", className)}>
      <svg
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-tertiary"
      >
        <circle cx="7" cy="7" r="4.75" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10.5 10.5 3.5 3.5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        className={cn(controlClass, "h-8 pl-8 touch:h-11", end ? "pr-9" : "")}
        {...rest}
      />
      {end ? <span className="absolute top-1/2 right-2 -translate-y-1/2">{end}</span> : null}
    </span>
  );
}
