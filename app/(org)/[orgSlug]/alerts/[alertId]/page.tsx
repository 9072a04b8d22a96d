import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AlertPage } from "@/components/alerts/alert-page";
import { isAlertId } from "@/components/alerts/filters";
import { may } from "@/components/alerts/may";
import { getPageApi } from "@/server/api/page";
import { NotFoundError } from "@/server/kernel";

type Props = { params: Promise<{ orgSlug: string; alertId: string }> };

async function load(params: Props["params"]) {
  const { orgSlug, alertId } = await params;
  const api = await getPageApi(orgSlug);
  if (!isAlertId(alertId)) notFound();
  try {
    const alert = await api.queryClient.fetchQuery({
      ...api.trpc.alerts.get.queryOptions({ id: alertId }),
      retry: false,
    });
    return { ...api, alert, orgSlug };
  } catch (error) {
    if (isMissing(error)) notFound();
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof NotFoundError || (error instanceof Error && error.cause instanceof NotFoundError);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { alert } = await load(params);
  return { title: alert.alertName };
}

export default async function AlertDetailPage({ params }: Props) {
  const { actor, queryClient, alert, orgSlug } = await load(params);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AlertPage
        slug={orgSlug}
        id={alert.id}
        mayAcknowledge={may(actor, "alerts:write")}
        mayMove={may(actor, "incidents:write")}
      />
    </HydrationBoundary>
  );
}
