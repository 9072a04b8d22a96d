import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { AlertsRoom } from "@/components/alerts/alerts-room";
import { alertListInput, isAlertId, loadAlertFilters } from "@/components/alerts/filters";
import { may } from "@/components/alerts/may";
import { INTEGRATIONS_MAX } from "@/components/integrations/limits";
import { getPageApi } from "@/server/api/page";
import { environment } from "@/server/env";

export const metadata: Metadata = { title: "Alerts" };

type Props = { params: Promise<{ orgSlug: string }>; searchParams: Promise<SearchParams> };

export default async function AlertsPage({ params, searchParams }: Props) {
  const { orgSlug } = await params;
  const [{ actor, queryClient, trpc }, filters] = await Promise.all([
    getPageApi(orgSlug),
    loadAlertFilters(searchParams),
  ]);
  const list = {
    ...trpc.alerts.list.infiniteQueryOptions(alertListInput(filters), {
      getNextPageParam: (last) => last.nextCursor,
    }),
    retry: false,
  };
  await Promise.all([
    queryClient.prefetchInfiniteQuery(list),
    queryClient.prefetchQuery({ ...trpc.alerts.counts.queryOptions({}), retry: false }),
    filters.alert && isAlertId(filters.alert)
      ? queryClient.prefetchQuery({
          ...trpc.alerts.get.queryOptions({ id: filters.alert }),
          retry: false,
        })
      : undefined,
  ]);
  // An empty list says whether a tool is connected at all.
  if (!queryClient.getQueryData(list.queryKey)?.pages[0]?.items.length)
    await queryClient.prefetchQuery({
      ...trpc.integrations.list.queryOptions({ limit: INTEGRATIONS_MAX }),
      retry: false,
    });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AlertsRoom
        slug={orgSlug}
        origin={environment().publicUrl}
        mayAcknowledge={may(actor, "alerts:write")}
        mayMove={may(actor, "incidents:write")}
        maySaveViews={may(actor, "views:write")}
        mayConnect={may(actor, "integrations:write")}
      />
    </HydrationBoundary>
  );
}
