"use client";

import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import type { AlertListItem } from "@/server/alerts/schema";
import { type AlertFilters, alertListInput } from "./filters";
import { byIncident, entriesOf, ungrouped } from "./list-entries";
import { useSettledRows } from "./use-settled-rows";

/** More pages than this are not asked for again with every delivery: then the list only says that it is old. */
const LIVE_PAGES = 5;

/** The alerts under these filters, laid out so that news does not move what is being read. */
export function useAlertList(filters: AlertFilters) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const input = alertListInput(filters);
  const [pages, setPages] = useState(1);
  const [generation, setGeneration] = useState(0);
  const options = trpc.alerts.list.infiniteQueryOptions(input, {
    getNextPageParam: (last) => last.nextCursor,
  });
  const query = useInfiniteQuery({
    ...options,
    placeholderData: keepPreviousData,
    enabled: pages <= LIVE_PAGES,
  });
  const loadedPages = query.data?.pages.length ?? 1;
  if (loadedPages !== pages) setPages(loadedPages);

  const items = useMemo(() => dedupe(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  const grouped = filters.group === "incident";
  const key = JSON.stringify([input, filters.group, generation]);
  const settled = useSettledRows<AlertListItem>({
    key,
    items: query.data && !query.isPlaceholderData ? items : undefined,
    complete: !query.hasNextPage,
    provisional: query.isFetching && query.isStale,
    groupOf: grouped ? byIncident : ungrouped,
  });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  return {
    key,
    query,
    settled,
    entries: useMemo(() => entriesOf(settled.rows, grouped), [settled.rows, grouped]),
    /** Many pages are loaded and something has come since. */
    isOld: pages > LIVE_PAGES && queries.getQueryState(options.queryKey)?.isInvalidated === true,
    startOver: () => {
      setGeneration(generation + 1);
      void queries.resetQueries({ queryKey: options.queryKey });
    },
    loadMore,
  };
}

/** A row that moved between two pages while they were read comes only once. */
function dedupe(items: readonly AlertListItem[]): AlertListItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
