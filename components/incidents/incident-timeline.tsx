"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Chip, ChipRow } from "@/components/ui/chip";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { IncidentDetail, TimelineEvent } from "@/server/incidents/schema";
import { CommentBox } from "./comment-box";
import { useIncidentActions } from "./incident-context";
import { foldTimeline } from "./timeline-fold";
import { TimelineRow, TimelineRun } from "./timeline-row";

const FIRST_ITEMS = 40;
const MORE_ITEMS = 200;
const MOST_EVENTS = 5000;

const typeWords: Record<TimelineEvent["type"], string> = {
  status: "Status",
  comment: "Comments",
  alert: "Alerts",
  change: "Changes",
  notification: "Notifications",
  execution: "Runbooks",
  analysis: "Analysis",
};
const types = Object.keys(typeWords) as TimelineEvent["type"][];

/** What happened, newest first, and what people say about it. */
export function IncidentTimeline({ incident }: { incident: IncidentDetail }) {
  const trpc = useTRPC();
  const { viewer } = useIncidentActions();
  const [type, setType] = useQueryState("timeline", parseAsStringLiteral(types));
  const [most, setMost] = useState(FIRST_ITEMS);
  const [isWhole, setWhole] = useState(false);
  const timeline = useQuery(
    trpc.incidents.timeline.queryOptions(
      { id: incident.reference, ...(isWhole ? { limit: MOST_EVENTS } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const events = timeline.data?.events ?? [];
  const present = types.filter((one) => one === type || events.some((event) => event.type === one));
  const items = foldTimeline(type ? events.filter((event) => event.type === type) : events);

  return (
    <Section title="Timeline">
      {viewer.mayWrite ? <CommentBox incident={incident} /> : null}
      {present.length > 1 ? (
        <ChipRow label="Show of the timeline" className="mt-3">
          <Chip pressed={type === null} onClick={() => void setType(null)}>
            Everything
          </Chip>
          {present.map((one) => (
            <Chip
              key={one}
              pressed={type === one}
              count={events.filter((event) => event.type === one).length}
              onClick={() => void setType(type === one ? null : one)}
            >
              {typeWords[one]}
            </Chip>
          ))}
        </ChipRow>
      ) : null}
      {timeline.isPending ? <SkeletonRows rows={4} label="Reading the timeline" /> : null}
      {timeline.error && !timeline.data ? (
        <ErrorState
          title="The timeline could not be read."
          description={errorMessage(timeline.error)}
          onRetry={() => void timeline.refetch()}
          retrying={timeline.isRefetching}
        />
      ) : null}
      <ol aria-label="Timeline, newest first" className="mt-3">
        {items
          .slice(0, most)
          .map((item) =>
            item.kind === "run" ? (
              <TimelineRun key={item.id} events={item.events} />
            ) : (
              <TimelineRow key={item.event.id} event={item.event} />
            ),
          )}
      </ol>
      {items.length > most ? (
        <Button size="sm" onClick={() => setMost(most + MORE_ITEMS)}>
          Show earlier ({items.length - most} more)
        </Button>
      ) : timeline.data?.nextCursor && !isWhole ? (
        <Button size="sm" onClick={() => setWhole(true)}>
          Show earlier
        </Button>
      ) : timeline.isPlaceholderData ? (
        <p role="status" className="text-meta text-secondary">
          Reading what happened before…
        </p>
      ) : timeline.data?.nextCursor ? (
        <p className="text-meta text-secondary">
          The newest 5,000 entries. The API gives the ones before them.
        </p>
      ) : null}
    </Section>
  );
}
