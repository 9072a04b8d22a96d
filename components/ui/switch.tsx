import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** For what takes effect at once; a choice that waits for a Save button is a checkbox. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label className={cn("flex items-center justify-between gap-4 touch:min-h-11", className)}>
      <span>
        <span className="block text-base">{label}</span>
        {hint ? <span className="block text-meta text-secondary">{hint}</span> : null}
      </span>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself.
        role="switch"
        className="relative h-5 w-9 shrink-0 appearance-none rounded-full border border-control bg-muted-soft transition-colors duration-100 before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-control before:transition-transform before:duration-100 checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent disabled:cursor-not-allowed disabled:opacity-50"
        {...rest}
      />
    </label>
  );
}
