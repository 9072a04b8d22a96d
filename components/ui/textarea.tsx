import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

export function Textarea({
  className,
  mono,
  rows = 3,
  ...rest
}: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      rows={rows}
      className={cn(
        controlClass,
        "field-sizing-content min-h-16 resize-y py-1.5",
        mono && "font-mono text-table",
        className,
      )}
      {...rest}
    />
  );
}
