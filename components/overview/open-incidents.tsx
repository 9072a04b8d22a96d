"use client";

import { useQueries } from "@tanstack/react-query";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { useIncidentActions } from "@/components/incidents/incident-context";
import { IncidentRow } from "@/components/incidents/incident-row";
import { incidentHref } from "@/components/incidents/words";
import { ListKeys } from "@/components/layout/list-keys";
import { ButtonLink } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { List } from "@/components/ui/list";
import { Mark } from "@/components/ui/mark";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Overview } from "./open-inputs";
import { MOST_OPEN, openSeverities } from "./open-inputs";

/** What burns, the worst first: as many as fit, and the way to the rest. */
export function OpenIncidents({ open }: { open: Overview["open"] }) {
  const trpc = useTRPC();
  const { slug } = useIncidentActions();
  const lists = useQueries({
    queries: openSeverities.map((severity) =>
      trpc.incidents.list.queryOptions({ view: "open", severity, limit: MOST_OPEN }),
    ),
  });
  const rows = lists.flatMap((list) => list.data?.items ?? []).slice(0, MOST_OPEN);
  const total = open.critical + open.warning + open.info;
  const failed = lists.find((list) => list.error && !list.data);

  return (
    <Section
      title="Open incidents"
      count={total}
      description={
        open.unacknowledged > 0
          ? `${open.unacknowledged} of ${total} wait for somebody to acknowledge.`
          : undefined
      }
      action={
        total > 0 ? (
          <ButtonLink size="sm" variant="ghost" href={`/${slug}/incidents`}>
            {total > rows.length ? `All ${total}` : "All"}
          </ButtonLink>
        ) : undefined
      }
    >
      {failed ? (
        <ErrorState
          title="The open incidents could not be read."
          description={errorMessage(failed.error)}
          onRetry={() => void failed.refetch()}
          retrying={failed.isRefetching}
        />
      ) : lists.some((list) => list.isPending) ? (
        <SkeletonRows rows={4} label="Reading open incidents" />
      ) : rows.length ? (
        <ListKeys>
          <div
            data-incidents=""
            className="-mx-4 border-line border-y md:mx-0 md:overflow-hidden md:rounded-lg md:border-x"
          >
            <List label="Open incidents">
              {rows.map((incident) => (
                <IncidentRow
                  key={incident.id}
                  incident={incident}
                  href={incidentHref(slug, incident.reference)}
                />
              ))}
            </List>
          </div>
        </ListKeys>
      ) : (
        <p className="flex items-center gap-2 rounded-lg border border-line px-4 py-5 text-secondary">
          <Mark shape="check" className="size-4 text-resolved" />
          <span>
            <span className="text-foreground">No incident is open.</span> A new one shows here without a
            reload.
          </span>
        </p>
      )}
    </Section>
  );
}
