"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type Segment<Value extends string> = { value: Value; label: ReactNode; icon?: ReactNode };

export type SegmentedProps<Value extends string> = {
  /** What is chosen between: "Range". */
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** A choice of few, all in sight: radio buttons in another coat. */
export function Segmented<Value extends string>({
  label,
  segments,
  value,
  onChange,
  className,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={cn("inline-flex rounded-md border border-line-strong bg-sunken p-0.5", className)}>
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <label
          key={segment.value}
          className="inline-flex h-6.5 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded border border-transparent px-2.5 text-secondary text-table transition-colors duration-100 hover:text-foreground has-checked:border-line-strong has-checked:bg-surface has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-accent-text touch:h-10 dark:has-checked:bg-selected [&_svg]:size-4"
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            className="sr-only"
          />
          {segment.icon}
          {segment.label}
        </label>
      ))}
    </fieldset>
  );
}
