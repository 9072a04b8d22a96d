import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import type { IncidentAlert, IncidentDetail } from "@/server/incidents/schema";

/** So many come with the incident, and with each further page. */
export const INCIDENT_ALERTS = 500;

export type MoreAlerts = {
  members: IncidentAlert[];
  /** How many of the incident are not here. */
  left: number;
  /** Null where all are here. */
  more: { read: () => void; isReading: boolean } | null;
};

/** The alerts that came with an incident, and page by page the rest of a storm's when somebody asks for it. */
export function useMoreAlerts(incident: IncidentDetail): MoreAlerts {
  const trpc = useTRPC();
  const [isAsked, setAsked] = useState(false);
  const rest = useInfiniteQuery(
    trpc.incidents.listAlerts.infiniteQueryOptions(
      { id: incident.reference, limit: INCIDENT_ALERTS },
      {
        enabled: isAsked && incident.moreAlerts !== null,
        initialCursor: incident.moreAlerts,
        getNextPageParam: (last) => last.nextCursor,
        placeholderData: (before) => before,
      },
    ),
  );
  const pages = isAsked ? (rest.data?.pages ?? []) : [];
  const byId = new Map(
    [...incident.alerts, ...pages.flatMap((page) => page.items)].map((member) => [member.alert.id, member]),
  );
  const members = [...byId.values()];
  const hasMore = incident.moreAlerts !== null && (pages.length === 0 || rest.hasNextPage);
  return {
    members,
    left: Math.max(incident.alertCount - members.length, 0),
    more: hasMore
      ? {
          read: () => (isAsked ? void rest.fetchNextPage() : setAsked(true)),
          isReading: rest.isFetchingNextPage || (isAsked && rest.isPending),
        }
      : null,
  };
}
