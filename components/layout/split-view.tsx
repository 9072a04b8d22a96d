import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type SplitViewProps = {
  list: ReactNode;
  /** Nothing is open where this is left out: the list then has the whole width. */
  detail?: ReactNode;
  /** Names the list for a screen reader. */
  label: string;
};

/** The list and, beside it on wide screens, what was opened from it; on narrower ones the one that is open. */
export function SplitView({ list, detail, label }: SplitViewProps) {
  const open = detail !== undefined && detail !== null && detail !== false;
  return (
    <div className={cn("min-w-0", open && "xl:grid xl:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]")}>
      <section
        aria-label={label}
        className={cn(
          "@container min-w-0",
          open && "hidden xl:sticky xl:top-0 xl:block xl:h-dvh xl:overflow-y-auto xl:border-line xl:border-r",
        )}
      >
        {list}
      </section>
      {open ? <div className="@container min-w-0">{detail}</div> : null}
    </div>
  );
}
