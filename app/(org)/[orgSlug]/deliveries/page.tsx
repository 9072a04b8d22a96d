import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { may } from "@/components/alerts/may";
import { DeliveryLog } from "@/components/deliveries/delivery-log";
import { deliveryListInput, isDeliveryId, loadDeliveryFilters } from "@/components/deliveries/filters";
import { INTEGRATIONS_MAX } from "@/components/integrations/limits";
import { getPageApi } from "@/server/api/page";

export const metadata: Metadata = { title: "Deliveries" };

type Props = { params: Promise<{ orgSlug: string }>; searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { orgSlug } = await params;
  const [{ actor, queryClient, trpc }, filters] = await Promise.all([
    getPageApi(orgSlug),
    loadDeliveryFilters(searchParams),
  ]);
  const { delivery } = filters;
  await Promise.all([
    queryClient.prefetchInfiniteQuery({
      ...trpc.integrations.listDeliveries.infiniteQueryOptions(deliveryListInput(filters), {
        getNextPageParam: (last) => last.nextCursor,
      }),
      retry: false,
    }),
    queryClient.prefetchQuery({
      ...trpc.integrations.list.queryOptions({ limit: INTEGRATIONS_MAX }),
      retry: false,
    }),
    isDeliveryId(delivery)
      ? queryClient.prefetchQuery({
          ...trpc.integrations.getDelivery.queryOptions({ id: delivery }),
          retry: false,
        })
      : undefined,
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeliveryLog
        slug={orgSlug}
        mayReplay={may(actor, "deliveries:write")}
        mayConnect={may(actor, "integrations:write")}
      />
    </HydrationBoundary>
  );
}
