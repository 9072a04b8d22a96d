import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneSoft } from "./tone";

export type BadgeProps = {
  tone?: Tone;
  /** A mark before the word: colour alone never carries a state. */
  icon?: ReactNode;
  mono?: boolean;
  title?: string;
  className?: string;
  children: ReactNode;
};

export function Badge({ tone = "neutral", icon, mono, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1 rounded border px-1.5 font-medium text-micro [&_svg]:size-3 [&_svg]:shrink-0",
        mono && "font-mono font-normal",
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A label and its value, in mono, as a monitoring tool wrote it. */
export function LabelBadge({ name, value, className }: { name: string; value: string; className?: string }) {
  return (
    <span
      title={`${name}=${value}`}
      className={cn(
        "inline-flex h-5 max-w-full items-center rounded border border-line bg-sunken px-1.5 font-mono text-micro",
        className,
      )}
    >
      <span className="shrink-0 text-tertiary">{name}=</span>
      <bdi className="truncate text-foreground">{value}</bdi>
    </span>
  );
}
