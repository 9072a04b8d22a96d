"use client";

import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { formatClock, formatInstant } from "@/components/ui/format";
import { Mark, type MarkShape } from "@/components/ui/mark";
import { useZonedText } from "@/components/ui/now";
import { SeverityMark } from "@/components/ui/severity-mark";
import { toneMark } from "@/components/ui/tone";
import type { TimelineEvent } from "@/server/incidents/schema";
import { useIncidentActions } from "./incident-context";
import { runWords, splitReferences } from "./timeline-fold";
import { incidentHref } from "./words";

const LONG = 280;

export function TimelineRow({ event }: { event: TimelineEvent }) {
  const isComment = event.type === "comment";
  return (
    <Item at={event.timestamp} mark={<EventMark event={event} />}>
      {isComment ? (
        <p className="text-meta text-secondary">
          <bdi className="font-medium text-foreground text-table">{event.actor ?? "Somebody"}</bdi>
        </p>
      ) : (
        <p className="break-words text-table">
          <Linked text={event.title} alertId={event.alertId} />
        </p>
      )}
      {event.details ? <Details text={event.details} quiet={!isComment} /> : null}
    </Item>
  );
}

/** Many alerts in a row, as one line that opens. */
export function TimelineRun({ events }: { events: readonly TimelineEvent[] }) {
  const [isOpen, setOpen] = useState(false);
  const [newest] = events;
  if (!newest) return null;
  return (
    <>
      <Item at={newest.timestamp} mark={<Mark shape="dots" className="text-muted" />}>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="finger block text-left text-table hover:underline"
        >
          {runWords(events)} <span className="text-accent-text">{isOpen ? "hide" : "show"}</span>
        </button>
      </Item>
      {isOpen ? events.map((event) => <TimelineRow key={event.id} event={event} />) : null}
    </>
  );
}

function Item({ at, mark, children }: { at: Date; mark: React.ReactNode; children: React.ReactNode }) {
  return (
    <li className="group/item relative flex gap-3 pb-3">
      <span
        aria-hidden="true"
        className="absolute top-5 bottom-0 left-2.5 w-px bg-line group-last/item:hidden"
      />
      <span className="flex h-5 w-5 shrink-0 items-center justify-center">{mark}</span>
      <div className="min-w-0 flex-1">{children}</div>
      <EventTime at={at} />
    </li>
  );
}

/** The clock for today, the day with it for earlier: what a post-mortem copies. */
function EventTime({ at }: { at: Date }) {
  const atMs = at.getTime();
  const text = useZonedText((timeZone) => {
    const day = (ms: number) =>
      new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone }).format(ms);
    const clock = formatClock(atMs, timeZone);
    return day(atMs) === day(Date.now()) ? clock : `${day(atMs)} ${clock.slice(0, 5)}`;
  });
  const title = useZonedText((timeZone) => formatInstant(atMs, timeZone));
  return (
    <time
      dateTime={at.toISOString()}
      title={title}
      suppressHydrationWarning
      className="shrink-0 text-meta text-tertiary leading-5"
    >
      {text}
    </time>
  );
}

const shapes: Record<Exclude<TimelineEvent["type"], "alert" | "comment">, MarkShape> = {
  status: "half",
  change: "wave",
  execution: "target",
  notification: "ring",
  analysis: "dots",
};

function EventMark({ event }: { event: TimelineEvent }) {
  if (event.type === "comment") return <Avatar name={event.actor ?? "?"} size="sm" decorative />;
  if (event.type === "alert")
    return event.status === "resolved" ? (
      <Mark shape="check" className={toneMark.resolved} />
    ) : event.severity ? (
      <SeverityMark severity={event.severity} hideWord />
    ) : (
      <Mark shape="dash" className={toneMark.muted} />
    );
  if (event.status === "resolved") return <Mark shape="check" className={toneMark.resolved} />;
  if (event.status === "investigating") return <Mark shape="hand" className={toneMark.acknowledged} />;
  return <Mark shape={shapes[event.type]} className={toneMark.muted} />;
}

function Linked({ text, alertId }: { text: string; alertId?: string }) {
  const { slug } = useIncidentActions();
  if (alertId)
    return (
      <Link href={`/${slug}/alerts/${alertId}`} className="hover:underline">
        <bdi>{text}</bdi>
      </Link>
    );
  return (
    <bdi>
      {splitReferences(text).map((part, index) =>
        part.isReference ? (
          <Link
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
            key={index}
            href={incidentHref(slug, part.text)}
            className="text-accent-text hover:underline"
          >
            {part.text}
          </Link>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}

function Details({ text, quiet }: { text: string; quiet: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > LONG;
  return (
    <div className={cn("mt-0.5 text-table", quiet && "text-secondary")}>
      <p dir="auto" className={cn("whitespace-pre-wrap break-words", isLong && !isOpen && "line-clamp-3")}>
        {text}
      </p>
      {isLong ? (
        <button
          type="button"
          onClick={() => setOpen(!isOpen)}
          className="finger text-accent-text text-meta hover:underline"
        >
          {isOpen ? "Show less" : "Show all"}
        </button>
      ) : null}
    </div>
  );
}
