"use client";

import { useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { ListKeys } from "@/components/layout/list-keys";
import { useShortcuts } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount, plural } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { AlertRow } from "./alert-row";
import { AlertsEmpty } from "./alerts-empty";
import { AlertsToolbar } from "./alerts-toolbar";
import { BulkBar } from "./bulk-bar";
import { filtersOf, isAlertId } from "./filters";
import { GroupRow } from "./group-row";
import type { AlertEntry } from "./list-entries";
import { NewsPill } from "./news-pill";
import { useAlertActions } from "./use-alert-actions";
import { useAlertFilters } from "./use-alert-filters";
import { useAlertList } from "./use-alert-list";
import { useSelection } from "./use-selection";
import { type Place, VirtualEntries } from "./virtual-entries";

export type AlertsPaneProps = {
  slug: string;
  /** Where this deployment is reached from outside. */
  origin: string;
  mayAcknowledge: boolean;
  mayMove: boolean;
  maySaveViews: boolean;
  mayConnect: boolean;
};

/** The list of alerts with all that acts on it. */
export function AlertsPane(props: AlertsPaneProps) {
  const { slug, mayAcknowledge, mayMove, maySaveViews } = props;
  const [filters, setFilters] = useAlertFilters();
  const list = useAlertList(filters);
  const actions = useAlertActions();
  const [picking, setPicking] = useState(false);
  const { settled, query } = list;
  const alerts = settled.rows.map((row) => row.item);
  const selection = useSelection(alerts.map((alert) => alert.id));
  const selected = alerts.filter((alert) => selection.has(alert.id));
  const opened = filters.alert && isAlertId(filters.alert) ? filters.alert : null;
  const selecting = picking || selected.length > 0;
  const [seenKey, setSeenKey] = useState(list.key);
  // What is selected is always in sight: other filters let go of it.
  if (seenKey !== list.key) {
    setSeenKey(list.key);
    selection.clear();
  }

  function letGo() {
    selection.clear();
    setPicking(false);
  }
  function acknowledgeSelected() {
    void actions.acknowledge(selected);
    letGo();
  }
  function open(id: string | null) {
    void setFilters({ alert: id }, { history: opened && id ? "replace" : "push" });
  }

  useShortcuts([
    {
      keys: "escape",
      label: opened ? "Close the alert" : "Clear the selection",
      group: "List",
      run: () => (opened ? open(null) : letGo()),
    },
  ]);

  const keys = mayAcknowledge
    ? [
        {
          keys: "e",
          label: "Acknowledge",
          run: (id: string) => {
            if (selected.length > 0) return acknowledgeSelected();
            const alert = alerts.find((one) => one.id === id);
            if (alert) void actions.acknowledge([alert]);
          },
        },
        { keys: "x", label: "Select", run: (id: string) => selection.toggle(id) },
        { keys: "shift+x", label: "Select up to here", run: (id: string) => selection.toggle(id, true) },
      ]
    : [];

  function render(entry: AlertEntry) {
    if (entry.kind === "group") {
      const ids = entry.members.map((alert) => alert.id);
      const count = ids.filter(selection.has).length;
      return (
        <GroupRow
          incident={entry.incident}
          href={entry.incident ? `/${slug}/incidents/${entry.incident.reference}` : null}
          count={ids.length}
          continued={entry.continued}
          selectable={mayAcknowledge}
          selecting={selecting}
          selected={count === ids.length ? "all" : count > 0 ? "some" : "none"}
          onSelect={() => selection.set(ids, count < ids.length)}
        />
      );
    }
    const { item, gone } = entry.row;
    return (
      <AlertRow
        alert={item}
        href={`/${slug}/alerts/${item.id}`}
        grouped={entry.grouped}
        gone={gone}
        opened={item.id === opened}
        selectable={mayAcknowledge}
        selecting={selecting}
        selected={selection.has(item.id)}
        onSelect={(withRange) => selection.toggle(item.id, withRange)}
        onOpen={() => open(item.id)}
        onWalk={() => {
          if (opened && opened !== item.id) open(item.id);
        }}
      />
    );
  }

  return (
    <ListKeys actions={keys}>
      <div className="flex h-[calc(100dvh-3rem-var(--bottom-bar))] flex-col md:h-dvh">
        <AlertsToolbar
          filters={filters}
          alerts={alerts}
          maySaveViews={maySaveViews}
          narrow={opened !== null}
          picking={mayAcknowledge && alerts.length > 0 ? selecting : undefined}
          onPick={() => (selecting ? letGo() : setPicking(true))}
          onChange={(change) => void setFilters(change)}
          onOpenView={(saved) => void setFilters(filtersOf(saved))}
        />
        <div
          className={cn(
            "relative flex min-h-0 flex-1 flex-col transition-opacity duration-100",
            query.isPlaceholderData && "opacity-60",
          )}
        >
          <NewsPill
            {...settled}
            news={list.isOld ? Math.max(1, settled.news) : settled.news}
            more={list.isOld}
            onTap={list.isOld ? list.startOver : settled.accept}
          />
          {query.isPending ? (
            <div className="px-4 md:px-6">
              <SkeletonRows rows={12} label="Loading alerts" />
            </div>
          ) : query.isError && list.entries.length === 0 ? (
            <ErrorState
              title="The alerts could not be read."
              description={errorMessage(query.error)}
              onRetry={() => void query.refetch()}
              retrying={query.isFetching}
            />
          ) : list.entries.length === 0 ? (
            <AlertsEmpty
              slug={slug}
              origin={props.origin}
              filters={filters}
              mayConnect={props.mayConnect}
              onChange={(change) => void setFilters(change)}
            />
          ) : (
            <VirtualEntries
              label="Alerts"
              entries={list.entries}
              render={render}
              estimate={heightOf}
              onNearEnd={list.loadMore}
              openKey={opened}
              topKey={list.key}
              end={
                <ListEnd
                  shown={alerts.length}
                  loading={query.isFetchingNextPage}
                  failed={query.isFetchNextPageError}
                  more={query.hasNextPage}
                  onRetry={() => void query.fetchNextPage()}
                />
              }
            />
          )}
        </div>
        {selected.length > 0 ? (
          <BulkBar
            slug={slug}
            alerts={selected}
            mayMove={mayMove}
            onAcknowledge={acknowledgeSelected}
            onMoved={() => {
              letGo();
              settled.accept();
            }}
            onClear={letGo}
          />
        ) : null}
      </div>
    </ListKeys>
  );
}

/** With the line between two rows. */
const heightOf = (entry: AlertEntry, { isWide, isTouch }: Place): number => {
  if (entry.kind === "row" && !isWide) return 55;
  return isTouch ? 45 : 37;
};

type ListEndProps = {
  shown: number;
  loading: boolean;
  failed: boolean;
  more: boolean;
  onRetry: () => void;
};

function ListEnd({ shown, loading, failed, more, onRetry }: ListEndProps) {
  if (failed)
    return (
      <div className="flex items-center justify-center gap-3 py-4 text-meta text-secondary">
        The next alerts could not be read.
        <Button size="sm" onClick={onRetry} loading={loading}>
          Try again
        </Button>
      </div>
    );
  return (
    <p role="status" className="py-4 text-center text-meta text-tertiary">
      {more ? `${formatCount(shown)} shown, loading more…` : `${plural(shown, "alert")}, all shown`}
    </p>
  );
}
