"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Chip, ChipRow } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { SearchInput } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { alertChips } from "@/server/alerts/enums";
import type { AlertChip, AlertListItem } from "@/server/alerts/schema";
import { FilterPopover } from "./filter-popover";
import { FilterTokens } from "./filter-tokens";
import { type AlertFilters, narrowing, viewQuery } from "./filters";
import { SavedViewsMenu } from "./saved-views-menu";

const chipWords: Record<AlertChip, string> = {
  firing: "Firing",
  acknowledged: "Acknowledged",
  muted: "Muted",
  flapping: "Flapping",
  stale: "Stale",
  mine: "Mine",
  resolved: "Resolved",
};
/** Counting stops there. */
const COUNT_MAX = 1000;
const TYPING_MS = 250;

export type AlertsToolbarProps = {
  filters: AlertFilters;
  alerts: readonly AlertListItem[];
  maySaveViews: boolean;
  /** Beside a detail there is room for less. */
  narrow: boolean;
  onChange: (change: Partial<AlertFilters>) => void;
  onOpenView: (query: string) => void;
  /** Whether a finger is choosing rows; undefined where there is nothing to choose for. */
  picking: boolean | undefined;
  onPick: () => void;
};

export function AlertsToolbar({
  filters,
  alerts,
  maySaveViews,
  narrow,
  onChange,
  onOpenView,
  picking,
  onPick,
}: AlertsToolbarProps) {
  const trpc = useTRPC();
  const counts = useQuery(trpc.alerts.counts.queryOptions({}));
  const chips: AlertFilters["view"][] = [...alertChips, "all"];
  return (
    <div className="space-y-2 border-line border-b px-4 pt-3 pb-2.5 md:px-6 md:pt-4">
      <div className="flex items-center gap-2">
        <h1
          className={cn(
            "truncate font-semibold text-title max-md:sr-only",
            narrow ? "pr-2" : "min-w-0 flex-1",
          )}
        >
          Alerts
        </h1>
        <NameSearch
          value={filters.q}
          onChange={(q) => onChange({ q })}
          className={narrow ? "min-w-0 flex-1" : "max-md:flex-1 md:w-64"}
        />
        {picking === undefined ? null : (
          <span className="hidden touch:block">
            <Button variant="ghost" onClick={onPick}>
              {picking ? "Done" : "Select"}
            </Button>
          </span>
        )}
        <FilterPopover
          filters={filters}
          active={narrowing.filter((name) => filters[name]).length}
          narrow={narrow}
          onApply={onChange}
        />
        <SavedViewsMenu
          room="alerts"
          query={viewQuery(filters)}
          narrow={narrow}
          maySave={maySaveViews}
          onOpen={onOpenView}
        />
      </div>
      <ChipRow label="Which alerts" className={narrow ? "md:flex-nowrap!" : undefined}>
        {chips.map((chip) => {
          const count = chip === "all" ? undefined : counts.data?.[chip];
          return (
            <Chip
              key={chip}
              pressed={filters.view === chip}
              count={count}
              capped={count === COUNT_MAX}
              onClick={() => onChange({ view: chip, alert: null })}
            >
              {chip === "all" ? "All" : chipWords[chip]}
            </Chip>
          );
        })}
      </ChipRow>
      <FilterTokens filters={filters} alerts={alerts} onChange={onChange} />
    </div>
  );
}

type NameSearchProps = { value: string; className: string; onChange: (words: string) => void };

/** Asks once the typing rests, and takes over what the address says when that changes by itself. */
function NameSearch({ value, className, onChange }: NameSearchProps) {
  const [words, setWords] = useState(value);
  const [asked, setAsked] = useState(value);
  if (asked !== value) {
    setAsked(value);
    setWords(value);
  }
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => onChange(words.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <SearchInput
      aria-label="Search alerts by the beginning of their name"
      title="Matches the beginning of the name"
      placeholder="Search names"
      dir="auto"
      maxLength={200}
      value={words}
      end={words ? null : <Kbd keys="/" />}
      onChange={(event) => setWords(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      className={className}
    />
  );
}
