"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { useCommands } from "@/components/layout/commands";
import { Banner } from "@/components/ui/banner";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { GroupOutline } from "./alert-groups";
import { IncidentAlerts } from "./incident-alerts";
import { IncidentBar } from "./incident-bar";
import { useIncidentActions } from "./incident-context";
import { IncidentFacts } from "./incident-facts";
import { IncidentHead } from "./incident-head";
import { IncidentTimeline } from "./incident-timeline";
import { ProbableCause } from "./probable-cause";
import { incidentHref } from "./words";

/**
 * What somebody woken at night sees. The order is the order of their questions: how bad, what, take it, why, seen
 * before, which alerts, what happened. `id` is the reference in the address; `outline` stands for the alerts of a storm
 * that the page did not bring along.
 */
export function IncidentPage({ id, outline }: { id: string; outline?: readonly GroupOutline[] }) {
  const trpc = useTRPC();
  const { slug, ask, acknowledge, viewer } = useIncidentActions();
  const detail = useQuery(trpc.incidents.get.queryOptions({ id }));
  const incident = detail.data;
  const [isChoosing, setChoosing] = useState(false);

  useCommands(
    incident && viewer.mayWrite
      ? [
          ...(incident.acknowledgedAt || incident.resolvedAt
            ? []
            : [
                {
                  id: "acknowledge",
                  label: `Acknowledge ${incident.reference}`,
                  keys: "e",
                  run: () => void acknowledge(incident),
                },
              ]),
          ...(incident.resolvedAt
            ? []
            : [
                {
                  id: "resolve",
                  label: `Resolve ${incident.reference}`,
                  keys: "r",
                  run: () => ask("resolve", incident),
                },
              ]),
          {
            id: "assign",
            label: `Assign ${incident.reference}`,
            keys: "a",
            run: () => ask("assign", incident),
          },
        ]
      : [],
  );

  if (!incident)
    return detail.error ? (
      <ErrorState
        title={`${id} could not be read.`}
        description={errorMessage(detail.error)}
        onRetry={() => void detail.refetch()}
        retrying={detail.isRefetching}
      />
    ) : (
      <div className="p-4 md:p-6">
        <SkeletonRows label={`Reading ${id}`} />
      </div>
    );

  const promised = outline?.reduce((sum, group) => sum + group.total, 0) ?? 0;
  const isPartial = incident.alerts.length < promised;
  return (
    <article
      aria-labelledby="incident-title"
      className="mx-auto w-full max-w-[1024px] px-4 pt-3 pb-[calc(var(--bottom-bar)+var(--action-bar)+2rem)] md:px-6 md:pt-5 md:pb-10"
    >
      <IncidentHead incident={incident} />
      <IncidentBar incident={incident} onChooseAlerts={() => setChoosing(true)} />
      {incident.mergedInto ? (
        <Banner
          tone="neutral"
          className="mt-4"
          title={
            <>
              {incident.reference} was merged into{" "}
              <Link
                className="text-accent-text underline"
                href={incidentHref(slug, incident.mergedIntoReference ?? incident.mergedInto)}
              >
                {incident.mergedIntoReference ?? "another incident"}
              </Link>
              .
            </>
          }
        />
      ) : null}
      <div className="mt-4 grid gap-x-6 gap-y-6 @3xl:grid-cols-[minmax(0,1fr)_16.5rem]">
        <div className="min-w-0 space-y-6">
          <ProbableCause incident={incident} />
          {incident.description ? (
            <Section title="Description">
              <p dir="auto" className="whitespace-pre-wrap break-words">
                {incident.description}
              </p>
            </Section>
          ) : null}
          {incident.previous ? (
            <Section title="Seen before">
              <Link
                href={incidentHref(slug, incident.previous.reference)}
                className="group block rounded-lg border border-line px-3 py-2 hover:bg-hover"
              >
                <span className="mr-2 font-mono text-meta text-secondary">{incident.previous.reference}</span>
                <bdi className="break-words group-hover:underline">{incident.previous.title}</bdi>
                <span className="block text-meta text-secondary">
                  The same problem, resolved too long ago to open again. See what helped then.
                </span>
              </Link>
            </Section>
          ) : null}
          <IncidentAlerts
            incident={incident}
            outline={isPartial ? outline : undefined}
            isChoosing={isChoosing}
            onChoosing={setChoosing}
          />
          <IncidentTimeline incident={incident} />
        </div>
        <IncidentFacts incident={incident} />
      </div>
    </article>
  );
}
