"use client";

import { Hand } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Duration } from "@/components/ui/duration";
import { plural } from "@/components/ui/format";
import { type Json, JsonView } from "@/components/ui/json-view";
import { Kbd } from "@/components/ui/kbd";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SeverityMark } from "@/components/ui/severity-mark";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import type { AlertDetail, AlertKind, AlertListItem } from "@/server/alerts/schema";
import { AlertEpisodes } from "./alert-episodes";
import { AlertLabels } from "./alert-labels";
import { statesOf } from "./alert-marks";
import { alertsHref } from "./filters";
import { MoveToIncident } from "./move-to-incident";
import { SourceLink, webAddress } from "./source-link";
import { useAlertActions } from "./use-alert-actions";

const kindWords: Record<AlertKind, string | null> = {
  problem: null,
  no_data: "No data",
  query_error: "Query error",
  certificate: "Certificate",
  info: "Information",
};

export type AlertDetailViewProps = {
  slug: string;
  alert: AlertListItem;
  /** Undefined while only what the list knew is there. */
  episodes: AlertDetail["episodes"] | undefined;
  mayAcknowledge: boolean;
  mayMove: boolean;
  /** Above the title: the way back, or the button that closes the panel. */
  top: ReactNode;
};

/** One alert: what, where, since when, and what can be done. */
export function AlertDetailView({
  slug,
  alert,
  episodes,
  mayAcknowledge,
  mayMove,
  top,
}: AlertDetailViewProps) {
  const actions = useAlertActions();
  return (
    <article aria-label={alert.alertName} className="flex flex-col gap-6">
      <header className="space-y-2">
        {top}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <SeverityMark severity={alert.severity} quiet={alert.status === "resolved"} />
          {alert.status === "firing" ? <StatusMark status="firing" /> : null}
          {statesOf(alert).map((state) => (
            <StatusMark key={state.status} status={state.status} word={state.word} />
          ))}
        </div>
        <h1 className="break-words font-semibold text-title">
          <bdi>{alert.alertName}</bdi>
        </h1>
        <p className="break-words text-secondary">
          <Where slug={slug} alert={alert} />
          <span className="whitespace-nowrap">
            {alert.status === "resolved" ? "lasted " : "for "}
            <Duration from={alert.timestamp} to={alert.resolvedAt} className="font-medium text-foreground" />
          </span>
        </p>
        <Said annotations={alert.annotations} />
      </header>

      <ActionBar label="Alert actions">
        {mayAcknowledge && alert.status === "firing" ? (
          <Button variant="primary" icon={<Hand />} onClick={() => void actions.acknowledge([alert])}>
            Acknowledge <Kbd keys="e" />
          </Button>
        ) : null}
        {mayMove ? (
          <MoveToIncident slug={slug} alerts={[alert]}>
            <Button>Move to incident…</Button>
          </MoveToIncident>
        ) : null}
        {webAddress(alert.sourceUrl) ? (
          <SourceLink href={alert.sourceUrl} className="px-2 text-table max-md:hidden">
            Open in {alert.integrationName}
          </SourceLink>
        ) : null}
      </ActionBar>

      <Facts slug={slug} alert={alert} />
      <Section title="Labels" count={Object.keys(alert.labels).length}>
        <AlertLabels slug={slug} labels={alert.labels} />
      </Section>
      <Annotations annotations={alert.annotations} />
      <Section
        title="Episodes"
        description="Every time this problem was there, this one included."
        count={episodes?.length}
      >
        {episodes ? (
          <AlertEpisodes slug={slug} currentId={alert.id} episodes={episodes} />
        ) : (
          <Skeleton className="h-9" />
        )}
      </Section>
      <details className="group">
        <summary className="w-fit rounded font-semibold text-base text-secondary hover:text-foreground">
          Raw facts
        </summary>
        <div className="pt-2">
          <JsonView value={rawOf(alert)} open={1} />
        </div>
      </details>
    </article>
  );
}

/** Service, environment and instance, the first two leading to what else happens there. */
function Where({ slug, alert }: { slug: string; alert: AlertListItem }) {
  const { service, environment, instance } = alert;
  const linkClass = "rounded text-foreground hover:underline";
  return (
    <>
      {service ? (
        <>
          <Link
            href={alertsHref(`/${slug}`, { view: "all", service })}
            prefetch={false}
            className={linkClass}
          >
            <bdi>{service}</bdi>
          </Link>
          {" · "}
        </>
      ) : null}
      {environment ? (
        <>
          <Link
            href={alertsHref(`/${slug}`, { view: "all", environment })}
            prefetch={false}
            className={linkClass}
          >
            <bdi>{environment}</bdi>
          </Link>
          {" · "}
        </>
      ) : null}
      {instance ? (
        <>
          <bdi className="break-all font-mono text-table">{instance}</bdi>
          {" · "}
        </>
      ) : null}
    </>
  );
}

const sentences = ["summary", "description", "message"];

/** The tool's own sentences come before every table. */
function Said({ annotations }: { annotations: AlertListItem["annotations"] }) {
  const said = [...new Set(sentences.flatMap((name) => annotations[name] ?? []))];
  if (said.length === 0) return null;
  return (
    <div className="max-w-2xl space-y-1 pt-1">
      {said.map((sentence) => (
        <p key={sentence} dir="auto" className="whitespace-pre-wrap break-words">
          {sentence}
        </p>
      ))}
    </div>
  );
}

function Facts({ slug, alert }: { slug: string; alert: AlertListItem }) {
  const sourceWord = alert.sourceSeverity;
  return (
    <DefinitionList
      items={[
        {
          term: "Incident",
          value: alert.incident ? (
            <Link
              href={`/${slug}/incidents/${alert.incident.reference}`}
              className="rounded text-accent-text hover:underline"
            >
              <span className="font-mono text-meta">{alert.incident.reference}</span>{" "}
              <bdi>{alert.incident.title}</bdi>
            </Link>
          ) : (
            <span className="text-secondary">Not in an incident</span>
          ),
        },
        alert.value !== null && { term: "Value", value: <bdi>{alert.value}</bdi>, mono: true },
        {
          term: "Began",
          value: (
            <>
              <RelativeTime at={alert.timestamp} show="exact" />{" "}
              <span className="text-secondary">by its source's clock</span>
            </>
          ),
        },
        {
          term: "Last heard",
          value: (
            <>
              <RelativeTime at={alert.lastSeenAt} />
              <span className="text-secondary">, received {plural(alert.repeatCount + 1, "time")}</span>
            </>
          ),
        },
        alert.acknowledgedAt && {
          term: "Acknowledged",
          value: <RelativeTime at={alert.acknowledgedAt} />,
        },
        alert.resolvedAt && { term: "Resolved", value: <RelativeTime at={alert.resolvedAt} show="exact" /> },
        kindWords[alert.kind] !== null && { term: "Kind", value: kindWords[alert.kind] },
        alert.mutedBy !== null && { term: "Muted by", value: <bdi>{alert.mutedBy}</bdi> },
        sourceWord !== null &&
          sourceWord.toLowerCase() !== alert.severity && {
            term: "Severity there",
            value: <bdi>{sourceWord}</bdi>,
          },
        {
          term: "Source",
          value: (
            <Link
              href={`/${slug}/integrations/${alert.integrationId}`}
              prefetch={false}
              className="rounded hover:underline"
            >
              <bdi>{alert.integrationName}</bdi>
            </Link>
          ),
        },
        webAddress(alert.sourceUrl) !== null && {
          term: "There",
          value: <SourceLink href={alert.sourceUrl}>{alert.sourceUrl}</SourceLink>,
        },
        {
          term: "Fingerprint",
          value: <span title={alert.fingerprint}>{alert.fingerprint.slice(0, 16)}</span>,
          mono: true,
        },
      ]}
    />
  );
}

function Annotations({ annotations }: { annotations: AlertListItem["annotations"] }) {
  const others = Object.entries(annotations).filter(([name]) => !sentences.includes(name));
  if (others.length === 0) return null;
  return (
    <Section title="Annotations" count={others.length}>
      <DefinitionList
        items={others.map(([name, value]) => ({
          key: name,
          term: <bdi className="break-words font-mono text-meta">{name}</bdi>,
          value: webAddress(value) ? (
            <SourceLink href={value}>{value}</SourceLink>
          ) : (
            <span dir="auto" className="whitespace-pre-wrap break-words">
              {value}
            </span>
          ),
        }))}
      />
    </Section>
  );
}

const rawOf = (alert: AlertListItem): Json => JSON.parse(JSON.stringify(alert)) as Json;
