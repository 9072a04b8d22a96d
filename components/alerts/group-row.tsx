"use client";

import Link from "next/link";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { plural } from "@/components/ui/format";
import type { AlertListItem } from "@/server/alerts/schema";

export type GroupRowProps = {
  incident: AlertListItem["incident"];
  href: string | null;
  count: number;
  /** The run goes on from further up, where another page of the list began. */
  continued: boolean;
  selectable: boolean;
  selecting: boolean;
  selected: "all" | "some" | "none";
  onSelect: () => void;
};

/** The incident that the rows below belong to. */
export function GroupRow({
  incident,
  href,
  count,
  continued,
  selectable,
  selecting,
  selected,
  onSelect,
}: GroupRowProps) {
  const name = incident ? incident.reference : "alerts in no incident";
  return (
    <div className="group/row flex bg-sunken h-9 items-center gap-2.5 px-4 text-table touch:h-11 md:px-6">
      {selectable ? (
        <Checkbox
          aria-label={`Select all of ${name}`}
          checked={selected === "all"}
          indeterminate={selected === "some"}
          onChange={onSelect}
          className={cn(
            "transition-opacity duration-100 focus-within:opacity-100 group-hover/row:opacity-100",
            selecting ? "opacity-100" : "opacity-0 touch:hidden",
          )}
        />
      ) : null}
      {incident && href ? (
        <Link href={href} className="finger flex min-w-0 items-baseline gap-2 rounded hover:underline">
          <span className="shrink-0 font-mono text-meta text-secondary">{incident.reference}</span>
          <bdi className="truncate font-medium">{incident.title}</bdi>
        </Link>
      ) : (
        <span className="truncate text-secondary">Not in an incident</span>
      )}
      <span className="ml-auto shrink-0 text-meta text-tertiary">
        {plural(count, "alert")}
        {continued ? ", continued" : ""}
      </span>
    </div>
  );
}
