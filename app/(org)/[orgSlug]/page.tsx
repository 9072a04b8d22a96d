import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, parseAsNumberLiteral, type SearchParams } from "nuqs/server";
import { IncidentActions } from "@/components/incidents/incident-actions";
import { viewerOf } from "@/components/incidents/viewer";
import { DEFAULT_DAYS, dayChoices, MOST_OPEN, openSeverities } from "@/components/overview/open-inputs";
import { OverviewPage } from "@/components/overview/overview-page";
import { getPageApi } from "@/server/api/page";
import { environment } from "@/server/env";
import { stateOf } from "./state-of";

export const metadata: Metadata = { title: "Overview" };

const loadSpan = createLoader({ days: parseAsNumberLiteral(dayChoices).withDefault(DEFAULT_DAYS) });

type Props = { params: Promise<{ orgSlug: string }>; searchParams: Promise<SearchParams> };

export default async function OverviewRoute({ params, searchParams }: Props) {
  const { orgSlug } = await params;
  const { days } = await loadSpan(searchParams);
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const overview = trpc.incidents.overview.queryOptions({ days });
  const lists = openSeverities.map((severity) =>
    trpc.incidents.list.queryOptions({ view: "open", severity, limit: MOST_OPEN }),
  );
  await Promise.all([
    queryClient.prefetchQuery({ ...overview, retry: false }),
    ...lists.map((list) => queryClient.prefetchQuery({ ...list, retry: false })),
  ]);
  return (
    <HydrationBoundary
      state={stateOf(queryClient, [overview.queryKey, ...lists.map((list) => list.queryKey)])}
    >
      <IncidentActions slug={orgSlug} viewer={viewerOf(actor)}>
        <OverviewPage slug={orgSlug} origin={environment().publicUrl} />
      </IncidentActions>
    </HydrationBoundary>
  );
}
