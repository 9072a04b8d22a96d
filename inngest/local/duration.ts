const UNITS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** Milliseconds of an Inngest duration such as `"1d2h"` or `"90s"`; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+[wdhms])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/g))
    total += Number(count) * (UNITS[unit ?? ""] ?? 0);
  return total;
}

/** When a duration from `now`, or an ISO date, falls due; what cannot be read falls due at once. */
export function dueAt(text: string | undefined, now: Date): Date {
  if (!text) return now;
  const span = durationMs(text);
  if (span !== undefined) return new Date(now.getTime() + span);
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? now : date;
}
