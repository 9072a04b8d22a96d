/** Readers for what other people's JSON holds: each answers null for what it cannot use, and none throws. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A scalar as text; null for nothing, blank text and nested values. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  return null;
}

/** More than are ever kept, so that a hostile map costs no more than a large one. */
const MAX_ENTRIES = 500;

/** A map of texts from an object, a list of `key:value` texts or of `{key|name, value}` pairs; nested values as JSON. */
export function textMapOf(value: unknown): Record<string, string> {
  const entries: [string, string][] = [];
  const add = (key: unknown, item: unknown) => {
    const name = textOf(key);
    const text = item !== null && typeof item === "object" ? shortJson(item) : textOf(item);
    if (name !== null && text !== null) entries.push([name, text]);
  };
  if (isObject(value)) {
    for (const key of Object.keys(value).slice(0, MAX_ENTRIES)) add(key, value[key]);
  } else if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_ENTRIES)) {
      if (isObject(item)) add(item.key ?? item.name, item.value);
      else if (typeof item === "string") {
        const colon = item.indexOf(":");
        if (colon > 0) add(item.slice(0, colon), item.slice(colon + 1).trim());
        else add(item, "true");
      }
    }
  }
  // From entries, because assigning the key `__proto__` would be lost.
  return Object.fromEntries(entries);
}

const shortJson = (value: object): string | null => {
  const text = JSON.stringify(value);
  return text.length > 20_000 ? text.slice(0, 20_000) : text;
};

/** The first of several keys that holds a text. */
export function firstText(map: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = Object.hasOwn(map, key) ? textOf(map[key]) : null;
    if (text !== null) return text;
  }
  return null;
}

const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
// Go's zero time, which Alertmanager sends for "not yet".
const ZERO_TIMES = /^0001-01-01T/;

export type Instant = { at: Date | null; problem: string | null };

/**
 * An instant from an ISO text, or from seconds or milliseconds since 1970. Nothing, zero and Go's zero time are null
 * without a problem; what is no time, lies before 2000 or more than a day ahead of `receivedAt` is a problem.
 */
export function instantOf(value: unknown, receivedAt: Date): Instant {
  const none = { at: null, problem: null };
  if (value === null || value === undefined || value === "" || value === 0) return none;
  if (typeof value === "string" && ZERO_TIMES.test(value)) return none;
  const ms = millisecondsOf(value);
  if (ms === null || Number.isNaN(ms)) return { at: null, problem: "is not a time" };
  if (ms < EARLIEST_MS) return { at: null, problem: "lies before the year 2000" };
  if (ms > receivedAt.getTime() + DAY_MS) return { at: null, problem: "lies more than a day ahead" };
  return { at: new Date(ms), problem: null };
}

function millisecondsOf(value: unknown): number | null {
  if (typeof value === "number" || (typeof value === "string" && /^\d{9,16}(\.\d+)?$/.test(value.trim()))) {
    const number = Number(value);
    if (!Number.isFinite(number)) return null;
    // 10 digits are seconds until the year 2286, 13 milliseconds, 16 microseconds.
    if (number >= 1e14) return Math.floor(number / 1000);
    return Math.floor(number >= 1e11 ? number : number * 1000);
  }
  if (typeof value !== "string" || value.length > 64) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
