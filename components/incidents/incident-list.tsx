"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useRef, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { useCommands } from "@/components/layout/commands";
import { ListKeys } from "@/components/layout/list-keys";
import { useShortcuts } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { plural } from "@/components/ui/format";
import { List } from "@/components/ui/list";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useIncidentActions } from "./incident-context";
import { IncidentFilters } from "./incident-filters";
import { IncidentRow } from "./incident-row";
import { type ListFilters, listInput, listParams, serializeFilters } from "./list-params";
import { useSteadyList } from "./use-steady-list";
import { incidentHref } from "./words";

const DeclareDialog = dynamic(() => import("./declare-dialog").then((module) => module.DeclareDialog), {
  ssr: false,
});

/** The list of incidents, alone or beside the one that is open. */
export function IncidentList() {
  const trpc = useTRPC();
  const { slug, viewer } = useIncidentActions();
  const params = useParams<{ id?: string }>();
  const open = params.id ? decodeURIComponent(params.id).toUpperCase() : null;
  const [filters, setFilters] = useQueryStates(listParams, { history: "replace" });
  const [declaring, setDeclaring] = useState<boolean | null>(null);
  const box = useRef<HTMLDivElement>(null);

  const counts = useQuery(trpc.incidents.overview.queryOptions({ days: 1 })).data?.open;
  const list = useInfiniteQuery(
    trpc.incidents.list.infiniteQueryOptions(listInput(filters), {
      getNextPageParam: (last) => last.nextCursor,
      placeholderData: (before) => before,
    }),
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Rows of the filters before stand in until the new ones are there; they are nobody's to keep in place.
  const view = list.isPlaceholderData ? "" : JSON.stringify(listInput(filters));
  const { rows, waiting, showWaiting } = useSteadyList(items, view, box);
  const search = serializeFilters(filters).replace(/^\?/, "");

  const declare = () => setDeclaring(true);
  useShortcuts(
    viewer.mayWrite ? [{ keys: "c", label: "Declare an incident", group: "Incident", run: declare }] : [],
  );
  useCommands(
    viewer.mayWrite
      ? [{ id: "declare-incident", label: "Declare an incident", keys: "c", run: declare }]
      : [],
  );

  return (
    <ListKeys>
      <div className="px-4 pt-4 md:px-6 md:pt-5">
        <PageHeader
          title="Incidents"
          action={
            viewer.mayWrite ? (
              <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={declare}>
                Declare
              </Button>
            ) : null
          }
        />
        <IncidentFilters
          filters={filters}
          onChange={(some) => void setFilters(some)}
          counts={
            counts
              ? {
                  open: counts.critical + counts.warning + counts.info,
                  unacknowledged: counts.unacknowledged,
                }
              : undefined
          }
        />
      </div>
      <div
        ref={box}
        data-incidents=""
        className="pt-2 pb-[calc(var(--bottom-bar)+4.5rem)] md:px-4 md:pb-10"
        aria-busy={list.isPlaceholderData || undefined}
      >
        {waiting > 0 ? (
          <div className="sticky top-14 z-20 flex h-0 justify-center md:top-2">
            <button
              type="button"
              onClick={() => {
                showWaiting();
                box.current?.scrollIntoView({ block: "start" });
                window.scrollTo({ top: 0 });
              }}
              className="finger h-7 rounded-full border border-accent-line bg-accent-soft px-3 font-medium text-accent-text text-table shadow-pop"
            >
              {plural(waiting, "new incident")}
            </button>
          </div>
        ) : null}
        <span role="status" className="sr-only">
          {waiting > 0 ? `${plural(waiting, "new incident")} above the list` : ""}
        </span>
        {list.isPending ? (
          <div className="px-4 md:px-2">
            <SkeletonRows label="Reading incidents" />
          </div>
        ) : null}
        {list.error && !list.data ? (
          <ErrorState
            title="The incidents could not be read."
            description={errorMessage(list.error)}
            onRetry={() => void list.refetch()}
            retrying={list.isRefetching}
          />
        ) : null}
        {rows.length ? (
          <List label="Incidents">
            {rows.map((incident) => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                gone={incident.gone}
                selected={incident.reference === open || incident.id === params.id}
                href={incidentHref(slug, incident.reference, search)}
              />
            ))}
          </List>
        ) : null}
        {list.data && rows.length === 0 ? <NothingHere filters={filters} slug={slug} /> : null}
        {list.hasNextPage ? (
          <LoadMore
            onLoad={() => void list.fetchNextPage()}
            loading={list.isFetchingNextPage}
            shown={`${rows.length} shown`}
          />
        ) : null}
      </div>
      {declaring === null ? null : <DeclareDialog open={declaring} onOpenChange={setDeclaring} />}
    </ListKeys>
  );
}

const emptyWords = {
  open: "No incident is open.",
  unacknowledged: "Somebody has every open incident.",
  mine: "No open incident is assigned to you.",
  resolved: "No incident has been resolved yet.",
  all: "There has been no incident yet.",
} as const;

function NothingHere({ filters, slug }: { filters: ListFilters; slug: string }) {
  if (filters.q || filters.severity)
    return (
      <EmptyState
        title="No incident matches these filters."
        description="The search looks for words of the title, or for a number such as INC-42."
      />
    );
  return (
    <EmptyState
      title={emptyWords[filters.view]}
      description={
        filters.view === "open" || filters.view === "all"
          ? "Alerts from your tools open one when they arrive; it shows here without a reload."
          : undefined
      }
      action={
        filters.view === "all" ? (
          <a className="text-accent-text underline" href={`/${slug}/integrations`}>
            Connect a tool
          </a>
        ) : undefined
      }
    />
  );
}
