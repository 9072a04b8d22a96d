"use client";

import { useCallback } from "react";
import { formatAge, formatClock, formatInstant, formatRelative, type Instant, toMs } from "./format";
import { useNowText, useZonedText } from "./now";

export type RelativeTimeProps = {
  at: Instant;
  /** `ago`: "4m ago" · `age`: "4m" · `clock`: 14:05:09 · `exact`: the whole instant. */
  show?: "ago" | "age" | "clock" | "exact";
  className?: string;
};

/** A moment as the reader feels it, with the exact instant in the viewer's zone on hover. */
export function RelativeTime({ at, show = "ago", className }: RelativeTimeProps) {
  const atMs = toMs(at);
  if (Number.isNaN(atMs)) return null;
  if (show === "clock" || show === "exact")
    return <FixedTime atMs={atMs} show={show} className={className} />;
  return <MovingTime atMs={atMs} show={show} className={className} />;
}

type TimeProps<Show> = { atMs: number; show: Show; className?: string };

function MovingTime({ atMs, show, className }: TimeProps<"ago" | "age">) {
  const text = useNowText(
    useCallback(
      (nowMs) => (show === "age" ? formatAge(nowMs - atMs) : formatRelative(atMs, nowMs)),
      [atMs, show],
    ),
  );
  const title = useZonedText((timeZone) => formatInstant(atMs, timeZone));
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={title}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

function FixedTime({ atMs, show, className }: TimeProps<"clock" | "exact">) {
  const title = useZonedText((timeZone) => formatInstant(atMs, timeZone));
  const clock = useZonedText((timeZone) => formatClock(atMs, timeZone));
  return (
    <time dateTime={new Date(atMs).toISOString()} title={title} className={className}>
      {show === "clock" ? clock : title}
    </time>
  );
}
