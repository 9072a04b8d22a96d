const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type Instant = Date | string | number;

export function toMs(at: Instant): number {
  return at instanceof Date ? at.getTime() : typeof at === "number" ? at : Date.parse(at);
}

/** A length of time in at most two units, whole ones: 42s, 4m, 2h 5m, 3d 4h, 41d. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)}s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m`;
  if (ms < DAY_MS) return twoUnits(ms, HOUR_MS, "h", MINUTE_MS, "m");
  if (ms < 14 * DAY_MS) return twoUnits(ms, DAY_MS, "d", HOUR_MS, "h");
  return `${Math.floor(ms / DAY_MS)}d`;
}

function twoUnits(ms: number, bigMs: number, big: string, smallMs: number, small: string): string {
  const whole = Math.floor(ms / bigMs);
  const rest = Math.floor((ms % bigMs) / smallMs);
  return rest === 0 ? `${whole}${big}` : `${whole}${big} ${rest}${small}`;
}

/** The same length in words for a screen reader: "2 hours 5 minutes". */
export function speakDuration(durationMs: number): string {
  const names: Record<string, string> = { s: "second", m: "minute", h: "hour", d: "day" };
  return formatDuration(durationMs).replace(/(\d+)([smhd])/g, (_, count: string, unit: string) => {
    return `${count} ${names[unit]}${count === "1" ? "" : "s"}`;
  });
}

/** One unit only, so that a column of ages stays narrow: "4m ago", "in 2h", "just now". */
export function formatRelative(atMs: number, nowMs: number): string {
  const ms = nowMs - atMs;
  const distance = Math.abs(ms);
  if (distance < 5 * SECOND_MS) return "just now";
  const text = formatAge(distance);
  return ms > 0 ? `${text} ago` : `in ${text}`;
}

/** How long ago in one unit, without "ago": 42s, 4m, 2h, 3d, 5w, 2y. */
export function formatAge(ageMs: number): string {
  const ms = Math.max(0, ageMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)}s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)}h`;
  if (ms < 28 * DAY_MS) return `${Math.floor(ms / DAY_MS)}d`;
  if (ms < 365 * DAY_MS) return `${Math.floor(ms / (7 * DAY_MS))}w`;
  return `${Math.floor(ms / (365 * DAY_MS))}y`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one costs more than a hundred uses of it. */
function format(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  const key = JSON.stringify([options, timeZone]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  formats.set(key, made);
  return made;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const DAY = { day: "numeric", month: "short" } as const;
const INSTANT = { weekday: "short", ...DAY, year: "numeric", ...CLOCK, timeZoneName: "short" } as const;

/** The exact instant in a time zone, by default the viewer's; the server names UTC. */
export function formatInstant(atMs: number, timeZone?: string): string {
  return format(INSTANT, timeZone).format(atMs);
}

/** Clock time where the day is known: 14:05:09. */
export function formatClock(atMs: number, timeZone?: string): string {
  return format(CLOCK, timeZone).format(atMs);
}

/** A short calendar day for an axis, from YYYY-MM-DD: "3 Nov". */
export function formatDay(day: string): string {
  return format(DAY, "UTC").format(Date.parse(`${day}T00:00:00Z`));
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat("en-US").format(count);
}

/** A count that fits a badge: 950, 1.2k, 34k, 5M. */
export function formatCompact(count: number): string {
  return new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 })
    .format(count)
    .replace("K", "k");
}

/** A share, always with the counts behind it: "83 % (25 of 30)"; nothing to divide by is said so. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "none yet";
  return `${Math.round((part / whole) * 100)} % (${formatCount(part)} of ${formatCount(whole)})`;
}

export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
