"use client";

import { useCallback } from "react";
import { formatDuration, formatInstant, type Instant, speakDuration, toMs } from "./format";
import { useNowText, useZonedText } from "./now";

export type DurationProps = {
  from: Instant;
  /** Left out while it still runs: the text then counts up. */
  to?: Instant | null;
  className?: string;
};

export function Duration({ from, to, className }: DurationProps) {
  const fromMs = toMs(from);
  const endMs = to === null || to === undefined ? null : toMs(to);
  if (Number.isNaN(fromMs) || Number.isNaN(endMs)) return null;
  return <Span fromMs={fromMs} endMs={endMs} className={className} />;
}

function Span({ fromMs, endMs, className }: { fromMs: number; endMs: number | null; className?: string }) {
  const text = useNowText(useCallback((nowMs) => formatDuration((endMs ?? nowMs) - fromMs), [fromMs, endMs]));
  const title = useZonedText((timeZone) => {
    return `${formatInstant(fromMs, timeZone)} – ${endMs === null ? "now" : formatInstant(endMs, timeZone)}`;
  });
  return (
    <time title={title} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}

/** A length that is known: "4m", read aloud as "4 minutes". */
export function DurationOf({ ms, className }: { ms: number; className?: string }) {
  return (
    <span className={className}>
      <span aria-hidden="true">{formatDuration(ms)}</span>
      <span className="sr-only">{speakDuration(ms)}</span>
    </span>
  );
}
