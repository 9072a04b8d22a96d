import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAlertId } from "@/components/alerts/filters";
import { may } from "@/components/alerts/may";
import { IntegrationPage } from "@/components/integrations/integration-page";
import { getPageApi } from "@/server/api/page";
import { NotFoundError } from "@/server/kernel";

type Props = { params: Promise<{ orgSlug: string; integrationId: string }> };

async function load(params: Props["params"]) {
  const { orgSlug, integrationId } = await params;
  const api = await getPageApi(orgSlug);
  if (!isAlertId(integrationId)) notFound();
  try {
    const integration = await api.queryClient.fetchQuery({
      ...api.trpc.integrations.get.queryOptions({ id: integrationId }),
      retry: false,
    });
    return { ...api, integration, orgSlug };
  } catch (error) {
    if (isMissing(error)) notFound();
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof NotFoundError || (error instanceof Error && error.cause instanceof NotFoundError);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(params)).integration.name };
}

export default async function IntegrationDetailPage({ params }: Props) {
  const { actor, queryClient, trpc, integration, orgSlug } = await load(params);
  await Promise.all([
    queryClient.prefetchQuery({ ...trpc.integrations.listSources.queryOptions({}), retry: false }),
    queryClient.prefetchQuery({
      ...trpc.integrations.listDeliveries.queryOptions({ integrationId: integration.id, limit: 5 }),
      retry: false,
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <IntegrationPage slug={orgSlug} id={integration.id} mayWrite={may(actor, "integrations:write")} />
    </HydrationBoundary>
  );
}
