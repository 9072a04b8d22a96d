import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { may } from "@/components/alerts/may";
import { IntegrationList } from "@/components/integrations/integration-list";
import { INTEGRATIONS_MAX } from "@/components/integrations/limits";
import { getPageApi } from "@/server/api/page";
import { environment } from "@/server/env";

export const metadata: Metadata = { title: "Integrations" };

type Props = { params: Promise<{ orgSlug: string }> };

export default async function IntegrationsPage({ params }: Props) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  await Promise.all([
    queryClient.prefetchQuery({
      ...trpc.integrations.list.queryOptions({ limit: INTEGRATIONS_MAX }),
      retry: false,
    }),
    queryClient.prefetchQuery({ ...trpc.integrations.listSources.queryOptions({}), retry: false }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <IntegrationList
        slug={orgSlug}
        origin={environment().publicUrl}
        mayConnect={may(actor, "integrations:write")}
      />
    </HydrationBoundary>
  );
}
