"use client";

import { type ReactNode, useDeferredValue, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { plural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/input";
import { Method } from "./method";

export type ReferenceGroup = {
  id: string;
  title: string;
  entries: { id: string; method: string; path: string; summary: string; words: string; view: ReactNode }[];
};

export type ReferenceProps = {
  groups: readonly ReferenceGroup[];
  /** What comes before the operations and is not searched. */
  intro: ReactNode;
};

/** Contents beside the operations on wide screens, folded above them on a phone; typing leaves what matches. */
export function Reference({ groups, intro }: ReferenceProps) {
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed).trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter((entry) => words.every((word) => entry.words.includes(word))),
    }))
    .filter((group) => group.entries.length > 0);
  const count = shown.reduce((sum, group) => sum + group.entries.length, 0);
  const contents = <Contents groups={shown} />;

  return (
    <div className="lg:grid lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-10">
      <div className="lg:sticky lg:top-12 lg:flex lg:h-[calc(100dvh-3rem)] lg:flex-col lg:border-line lg:border-r lg:py-4 lg:pr-4">
        <SearchInput
          aria-label="Search the reference"
          placeholder="Search operations, paths, scopes"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            // What matches begins at the top; further down there may be nothing left.
            window.scrollTo({ top: 0 });
          }}
        />
        <p role="status" className="sr-only">
          {words.length > 0 ? plural(count, "operation") : ""}
        </p>
        <nav aria-label="Operations" className="mt-3 hidden min-h-0 flex-1 overflow-y-auto lg:block">
          {contents}
        </nav>
        <details className="mt-3 rounded-lg border border-line lg:hidden">
          <summary className="flex min-h-9 items-center px-3 font-medium text-table touch:min-h-11">
            Contents
          </summary>
          <nav aria-label="Operations" className="max-h-[60dvh] overflow-y-auto px-3 pb-3">
            {contents}
          </nav>
        </details>
      </div>
      <div className="min-w-0 py-4">
        {words.length === 0 ? intro : null}
        {shown.length === 0 ? (
          <EmptyState
            title="No operation matches."
            description="Search for a noun, such as incidents or members, a path or a scope."
          />
        ) : null}
        {shown.map((group) => (
          <section key={group.id} aria-labelledby={group.id} className="mb-6">
            <h2 id={group.id} className="scroll-mt-16 pb-3 font-semibold text-lead">
              {group.title}
            </h2>
            {group.entries.map((entry) => (
              <div key={entry.id}>{entry.view}</div>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function Contents({ groups }: { groups: readonly ReferenceGroup[] }) {
  return (
    <ul className="space-y-4">
      {groups.map((group) => (
        <li key={group.id}>
          <a href={`#${group.id}`} className="font-medium text-meta text-secondary hover:text-foreground">
            {group.title}
          </a>
          <ul className="mt-1">
            {group.entries.map((entry) => (
              <li key={entry.id}>
                <a
                  href={`#${entry.id}`}
                  title={entry.summary}
                  className="flex min-h-7 items-center gap-2 rounded px-1 text-meta hover:bg-hover touch:min-h-11"
                >
                  <Method method={entry.method} />
                  <span className="min-w-0 truncate font-mono">{entry.path}</span>
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
