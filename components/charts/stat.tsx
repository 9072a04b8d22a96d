import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type StatProps = {
  label: string;
  /** Already formatted; a dash says that nothing is known yet. */
  value: ReactNode;
  /** What the figure rests on: "of 1,204 alerts", "median of 12 incidents". */
  basis?: ReactNode;
  /** A mark before the figure. */
  lead?: ReactNode;
  trend?: ReactNode;
  href?: string;
  className?: string;
};

/** One figure that leads: what it is, how much, and out of how many. */
export function Stat({ label, value, basis, lead, trend, href, className }: StatProps) {
  return (
    <div className={cn("relative min-w-0 px-4 py-3", href && "hover:bg-hover", className)}>
      <p className="truncate text-meta text-secondary">
        {href ? (
          <Link href={href} className="after:absolute after:inset-0">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <div className="mt-0.5 flex items-end justify-between gap-3">
        <p className="flex items-baseline gap-2 whitespace-nowrap font-semibold text-figure">
          {lead}
          {value}
        </p>
        {trend}
      </div>
      {basis ? <p className="truncate text-meta text-tertiary">{basis}</p> : null}
    </div>
  );
}

/** Figures side by side in one frame, two in a row on a phone. */
export function StatRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line *:bg-canvas md:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]",
        className,
      )}
    >
      {children}
    </div>
  );
}
