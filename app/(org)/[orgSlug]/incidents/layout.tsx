import type { ReactNode } from "react";
import { IncidentActions } from "@/components/incidents/incident-actions";
import { IncidentsSplit } from "@/components/incidents/incidents-split";
import { viewerOf } from "@/components/incidents/viewer";
import { getPageActor } from "@/server/api/page";

type Props = { params: Promise<{ orgSlug: string }>; list: ReactNode; children: ReactNode };

/** The list is a slot of its own, so that it keeps its rows, its focus and its place while incidents open beside it. */
export default async function IncidentsLayout({ params, list, children }: Props) {
  const { orgSlug } = await params;
  const actor = await getPageActor(orgSlug);
  return (
    <IncidentActions slug={orgSlug} viewer={viewerOf(actor)}>
      <IncidentsSplit list={list}>{children}</IncidentsSplit>
    </IncidentActions>
  );
}
