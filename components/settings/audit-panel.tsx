"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { AuditFiltersBar } from "./audit-filters-bar";
import { AuditRow } from "./audit-row";
import { auditFilters, auditInput, nextPage } from "./lists";

const nothing = { action: null, actor: null, kind: null, target: null };

export function AuditPanel({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(auditFilters, { history: "push" });
  const list = useInfiniteQuery({
    ...trpc.audit.listAudit.infiniteQueryOptions(auditInput(filters), nextPage),
    // What is on the page stays until the new filter's answer is here: nothing jumps.
    placeholderData: (before) => before,
  });
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(filters).some(Boolean);
  const known = entries.find(({ actorId }) => actorId !== null && actorId === filters.actor);
  const target = entries.find(({ targetId }) => targetId === filters.target);

  return (
    <div className="space-y-3">
      <AuditFiltersBar
        filters={filters}
        actorName={known?.actorName}
        targetLabel={target?.targetLabel ?? undefined}
        onChange={(change) => void setFilters(change)}
      />
      {list.isPending ? <SkeletonRows rows={8} /> : null}
      {list.isError ? (
        <ErrorState
          title="The audit log could not be read."
          description={errorMessage(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : null}
      {list.isSuccess && entries.length === 0 ? (
        isFiltered ? (
          <EmptyState
            title="Nothing in the log matches these filters."
            action={<Button onClick={() => void setFilters(nothing)}>Show everything</Button>}
          />
        ) : (
          <EmptyState
            title="What people, keys and automations decide is written down here."
            description="The first entry comes with the first change: an invitation, a key, an acknowledged incident."
          />
        )
      ) : null}
      {entries.length > 0 ? (
        <ul
          aria-label="Audit log"
          aria-busy={list.isPlaceholderData}
          className="divide-y divide-line border-line border-y"
        >
          {entries.map((entry) => (
            <AuditRow
              key={entry.id}
              entry={entry}
              slug={slug}
              onFilter={(change) => void setFilters({ ...nothing, ...change })}
            />
          ))}
        </ul>
      ) : null}
      {list.hasNextPage ? (
        <LoadMore
          onLoad={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
          shown={`${entries.length} shown`}
        />
      ) : null}
    </div>
  );
}
