"use client";

import { useEffect, useRef, useState } from "react";
import { Chip, ChipRow } from "@/components/ui/chip";
import { SearchInput } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { SeverityMark } from "@/components/ui/severity-mark";
import { type ListFilters, views, viewWords } from "./list-params";

const SEARCH_MS = 200;
const severities = ["critical", "warning", "info"] as const;

export type IncidentFiltersProps = {
  filters: ListFilters;
  onChange: (some: Partial<ListFilters>) => void;
  counts?: { open: number; unacknowledged: number };
};

export function IncidentFilters({ filters, onChange, counts }: IncidentFiltersProps) {
  return (
    <div className="mt-3 space-y-2">
      <ChipRow label="Views" className="md:flex-nowrap!">
        {views.map((view) => (
          <Chip
            key={view}
            pressed={filters.view === view}
            count={view === "open" || view === "unacknowledged" ? counts?.[view] : undefined}
            onClick={() => onChange({ view })}
          >
            {viewWords[view]}
          </Chip>
        ))}
      </ChipRow>
      <div className="flex items-center gap-2">
        <Search value={filters.q} onChange={(q) => onChange({ q })} />
        <fieldset className="flex shrink-0 gap-1.5">
          <legend className="sr-only">Severity</legend>
          {severities.map((severity) => (
            <Chip
              key={severity}
              pressed={filters.severity === severity}
              onClick={() => onChange({ severity: filters.severity === severity ? null : severity })}
              icon={<SeverityMark severity={severity} hideWord />}
              aria-label={severity}
              className="px-2"
            >
              <span className="hidden capitalize @xl:inline">{severity}</span>
            </Chip>
          ))}
        </fieldset>
      </div>
    </div>
  );
}

/** The field follows the hand at once, the address and the list a moment later. */
function Search({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [words, setWords] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // The address was changed by something else, such as the back button.
    if (value !== sent.current) {
      sent.current = value;
      setWords(value);
    }
  }, [value]);
  useEffect(() => {
    if (words === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = words;
      onChange(words);
    }, SEARCH_MS);
    return () => clearTimeout(timer);
  }, [words, onChange]);
  return (
    <SearchInput
      aria-label="Search incidents"
      placeholder="Title or INC-42"
      className="min-w-0 flex-1 @2xl:max-w-72"
      value={words}
      maxLength={200}
      onChange={(event) => setWords(event.target.value)}
      end={<Kbd keys="/" />}
    />
  );
}
