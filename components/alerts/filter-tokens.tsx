"use client";

import { X } from "lucide-react";
import type { AlertListItem } from "@/server/alerts/schema";
import { type AlertFilters, narrowing, narrowingLabels } from "./filters";

export type FilterTokensProps = {
  filters: AlertFilters;
  alerts: readonly AlertListItem[];
  onChange: (change: Partial<AlertFilters>) => void;
};

/** What narrows the list at the moment, each to be taken away. */
export function FilterTokens({ filters, alerts, onChange }: FilterTokensProps) {
  const active = narrowing.filter((name) => filters[name]);
  if (active.length === 0) return null;
  const textOf = (name: (typeof narrowing)[number]) => {
    if (name !== "integration") return filters[name];
    return (
      alerts.find((alert) => alert.integrationId === filters.integration)?.integrationName ?? "chosen one"
    );
  };
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {active.map((name) => (
        <li key={name} className="min-w-0 max-w-full">
          <button
            type="button"
            title="Take this filter away"
            onClick={() => onChange({ [name]: null })}
            className="finger flex h-6 max-w-full items-center gap-1 rounded border border-accent-line bg-accent-soft px-1.5 text-accent-text text-meta hover:border-accent-text touch:h-8"
          >
            <span className="sr-only">Take away: </span>
            <span className="shrink-0">{narrowingLabels[name]}</span>
            <bdi className="truncate font-mono">{textOf(name)}</bdi>
            <X aria-hidden="true" className="size-3 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={() => onChange(Object.fromEntries(narrowing.map((name) => [name, null])))}
          className="finger rounded px-1 text-meta text-secondary hover:text-foreground hover:underline"
        >
          Clear
        </button>
      </li>
    </ul>
  );
}
