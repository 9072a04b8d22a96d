import { ButtonLink } from "@/components/ui/button";
import { ChipLink, ChipRow } from "@/components/ui/chip";

import { EmptyState } from "@/components/ui/empty-state";
import { List, ListRow } from "@/components/ui/list";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusMark } from "@/components/ui/status-mark";
import type { RunSummary } from "@/inngest/local/status";
import { Elapsed } from "./elapsed";
import { type RunFilters, runStatuses, runsHref } from "./filters";
import { readError, runStatus } from "./words";

export type RunsListProps = {
  runs: { items: RunSummary[]; nextCursor: string | null };
  filters: RunFilters;
};

export function RunsList({ runs, filters }: RunsListProps) {
  const isFiltered = filters.status !== null || filters.function !== null;
  return (
    <div className="space-y-3">
      <ChipRow label="Runs by state">
        <ChipLink href={runsHref(filters, { status: null })} pressed={filters.status === null}>
          All
        </ChipLink>
        {runStatuses.map((status) => (
          <ChipLink key={status} href={runsHref(filters, { status })} pressed={filters.status === status}>
            {runStatus[status].word}
          </ChipLink>
        ))}
        {filters.function ? (
          <ChipLink href={runsHref(filters, { function: null })} pressed>
            <span className="sr-only">Stop showing only </span>
            <span className="font-mono text-meta">{filters.function}</span> ×
          </ChipLink>
        ) : null}
      </ChipRow>
      {runs.items.length === 0 ? (
        <EmptyState
          title={isFiltered ? "No run is in this state." : "No job has run yet."}
          description={
            isFiltered
              ? undefined
              : "The first delivery of alerts starts one; ended runs are kept for a while."
          }
          action={isFiltered ? <ButtonLink href="/operator">Show all runs</ButtonLink> : undefined}
        />
      ) : (
        <List label="Runs" className="border-line border-y">
          {runs.items.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </List>
      )}
      <div className="flex justify-center gap-2">
        {filters.cursor ? (
          <ButtonLink size="sm" href={runsHref(filters, {})}>
            Newest
          </ButtonLink>
        ) : null}
        {runs.nextCursor ? (
          <ButtonLink size="sm" href={runsHref(filters, { cursor: runs.nextCursor })}>
            Older
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

function RunRow({ run }: { run: RunSummary }) {
  const error = readError(run.error);
  const { status, word } = runStatus[run.status];
  return (
    <ListRow
      id={run.id}
      href={`/operator/runs/${run.id}`}
      lead={<StatusMark status={status} word={word} hideWord />}
      title={run.functionId}
      quiet={run.status === "completed" || run.status === "cancelled"}
      meta={
        <>
          <span className="font-mono">{run.eventName}</span>
          {error ? <span className="max-w-96 truncate text-critical-text">{error.message}</span> : null}
        </>
      }
      end={
        <>
          {run.startedAt ? (
            <span className="hidden md:inline">
              took <Elapsed from={run.startedAt} to={run.endedAt} />
            </span>
          ) : null}
          <RelativeTime at={run.queuedAt} />
        </>
      }
    />
  );
}
