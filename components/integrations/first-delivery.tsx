"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { plural } from "@/components/ui/format";
import { Mark } from "@/components/ui/mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationDetail } from "@/server/integrations/schema";
import { Proof } from "./proof";
import { type Resolves, verdictOf } from "./verdict";

type Missing = IntegrationDetail["seen"]["missing"][number];

const advice: Record<Missing, string> = {
  service: "Without a service alerts are grouped by host and name alone. Add a service label to your rules.",
  environment:
    "Without an environment staging may look like production. Add a label, or set one for the whole integration below.",
  severity: "Without a severity every alert counts as a warning. Add a severity label to your rules.",
};

/** What has arrived so far, what was read in it and what it lacks; green from the first delivery on, without a reload. */
export function FirstDelivery({
  slug,
  integration,
  resolves,
}: {
  slug: string;
  integration: IntegrationDetail;
  resolves: Resolves;
}) {
  const { seen, lastDeliveryAt } = integration;
  const verdict = verdictOf(integration, resolves);
  if (!lastDeliveryAt)
    return (
      <Box tone="waiting">
        <p role="status" className="flex items-center gap-2.5 font-medium">
          <span aria-hidden="true" className="relative flex size-3">
            <span className="absolute inline-flex size-full animate-ping rounded-full bg-accent opacity-40 motion-reduce:hidden" />
            <span className="relative inline-flex size-3 rounded-full bg-accent" />
          </span>
          Waiting for the first delivery
        </p>
        <p className="text-secondary text-table">
          This page turns green by itself when it comes. A test alert of {integration.sourceName} counts too.
        </p>
      </Box>
    );
  // Our own alert about unreadable deliveries counts among what was seen, but it is no word of the tool.
  const isRead = integration.firstFireAt !== null || integration.firstResolveAt !== null;
  return (
    <Box tone={isRead ? "arrived" : "unread"}>
      <div role="status" className="space-y-0.5">
        <p
          className={cn(
            "flex items-center gap-2 font-medium",
            isRead ? "text-resolved-text" : "text-warning-text",
          )}
        >
          <Mark shape={isRead ? "check" : "triangle"} className={isRead ? "text-resolved" : "text-warning"} />
          {!isRead
            ? "Deliveries arrive, but no alert was read in them"
            : verdict.status === "verified" || verdict.status === "active"
              ? "It works: alerts arrive and are read"
              : "Deliveries arrive"}
        </p>
        <p className="text-secondary text-table">
          {isRead ? (
            <>
              {plural(seen.alerts, "alert")} read from{" "}
              <Link href={`/${slug}/deliveries?integration=${integration.id}`} className="underline">
                {plural(seen.deliveries, "delivery", "deliveries")}
              </Link>
              , the last <RelativeTime at={lastDeliveryAt} />.
            </>
          ) : (
            <>
              {plural(seen.deliveries, "delivery", "deliveries")} so far.{" "}
              <Link href={`/${slug}/deliveries?integration=${integration.id}`} className="underline">
                See what came
              </Link>
              .
            </>
          )}
          {verdict.next ? ` ${verdict.next}` : null}
        </p>
      </div>
      <Proof integration={integration} resolves={resolves} />
      {seen.labels.length > 0 ? (
        <div className="flex flex-wrap items-baseline gap-1.5">
          <span className="text-meta text-secondary">Labels read</span>
          {seen.labels.slice(0, 24).map((label) => (
            <Badge key={label} mono>
              <bdi>{label}</bdi>
            </Badge>
          ))}
          {seen.labels.length > 24 ? (
            <span className="text-meta text-tertiary">and {seen.labels.length - 24} more</span>
          ) : null}
        </div>
      ) : null}
      {seen.missing.length > 0 ? (
        <ul className="space-y-1 text-table">
          {seen.missing.map((name) => (
            <li key={name} className="flex items-start gap-2">
              <Mark shape="triangle" className="mt-1 text-warning" />
              <span>
                <span className="font-medium">No {name} found.</span>{" "}
                <span className="text-secondary">{advice[name]}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Box>
  );
}

const boxes = {
  waiting: "space-y-1.5 border-accent-line bg-accent-soft",
  unread: "space-y-3 border-warning-line bg-warning-soft",
  arrived: "space-y-3 border-resolved-line bg-resolved-soft",
};

function Box({ tone, children }: { tone: keyof typeof boxes; children: ReactNode }) {
  return (
    <section aria-label="What has arrived" className={cn("rounded-lg border p-4", boxes[tone])}>
      {children}
    </section>
  );
}
