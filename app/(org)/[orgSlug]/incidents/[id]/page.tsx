import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { trimDetail } from "@/components/incidents/alert-groups";
import { trimTimeline } from "@/components/incidents/first-paint";
import { IncidentPage } from "@/components/incidents/incident-page";
import { getPageApi } from "@/server/api/page";
import { DomainError } from "@/server/kernel";
import { stateOf } from "../../state-of";

type Props = { params: Promise<{ orgSlug: string; id: string }> };

/** The incident of the address; what does not exist and what is no reference at all are both "not found". */
const loadIncident = cache(async (orgSlug: string, id: string) => {
  const { queryClient, trpc } = await getPageApi(orgSlug);
  try {
    return await queryClient.fetchQuery({ ...trpc.incidents.get.queryOptions({ id }), retry: false });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof DomainError && (cause.status === 404 || cause.status === 400)) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { orgSlug, id } = await params;
  const incident = await loadIncident(orgSlug, decodeURIComponent(id));
  return { title: `${incident.reference} ${incident.title}` };
}

export default async function IncidentRoute({ params }: Props) {
  const { orgSlug, id } = await params;
  const incident = await loadIncident(orgSlug, decodeURIComponent(id));
  if (incident.reference !== id) redirect(`/${orgSlug}/incidents/${incident.reference}`);
  const { queryClient, trpc } = await getPageApi(orgSlug);
  const detailKey = trpc.incidents.get.queryKey({ id });
  const timelineKey = trpc.incidents.timeline.queryKey({ id });
  const timeline = await queryClient.fetchQuery({
    ...trpc.incidents.timeline.queryOptions({ id }),
    retry: false,
  });
  // What was cut short is marked as long out of date, so that the browser reads the whole as soon as it can.
  const outdated = { updatedAt: 1 };
  const short = trimDetail(incident);
  if (short) queryClient.setQueryData(detailKey, short.detail, outdated);
  const shortTimeline = trimTimeline(timeline);
  if (shortTimeline) queryClient.setQueryData(timelineKey, shortTimeline, outdated);
  return (
    <HydrationBoundary state={stateOf(queryClient, [detailKey, timelineKey])}>
      <IncidentPage id={incident.reference} outline={short?.outline} />
    </HydrationBoundary>
  );
}
