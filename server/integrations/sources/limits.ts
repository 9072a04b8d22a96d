import { createHash } from "node:crypto";
import type { DeliveryError, Observation } from "../schema";

const NAME_MAX = 300;
const LABEL_KEY_MAX = 200;
const LABEL_VALUE_MAX = 4096;
const LABELS_MAX = 100;
const URL_MAX = 2048;
const CUT = "… [truncated]";
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Text that Postgres takes: no NUL, no half of a surrogate pair, at most `max` UTF-16 units, marked where it was cut. */
export function cleanText(text: string, max: number): string {
  // Both are rare, and looking costs less than rewriting.
  let clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
  if (LONE_SURROGATE.test(clean)) clean = clean.replace(LONE_SURROGATES, "\uFFFD");
  if (clean.length <= max) return clean;
  return `${clean.slice(0, max - CUT.length).replace(/[\uD800-\uDBFF]$/, "")}${CUT}`;
}

function cleanMap(map: Record<string, string>): Record<string, string> {
  const entries = Object.entries(map);
  const kept = entries.slice(0, LABELS_MAX);
  return Object.fromEntries(
    kept.map(([key, value]) => [cleanText(key, LABEL_KEY_MAX), cleanText(value, LABEL_VALUE_MAX)]),
  );
}

const cleanOptional = (text: string | null, max: number): string | null => {
  const clean = text === null ? "" : cleanText(text, max).trim();
  return clean === "" ? null : clean;
};

/** Only web addresses are kept: a page turns them into links. */
function cleanUrl(text: string | null): string | null {
  if (!text || text.length > URL_MAX || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? cleanText(text, URL_MAX) : null;
}

/** Our own alerts about an integration use keys that begin so; a sender's never do. */
export const OWN_KEY_PREFIX = "aiops/";

function cleanKey(key: string): string {
  const clean = cleanText(key, Number.MAX_SAFE_INTEGER);
  // An index entry holds at most 2,704 bytes.
  if (clean.length <= NAME_MAX && !clean.startsWith(OWN_KEY_PREFIX)) return clean;
  return `sha256:${createHash("sha256").update(clean).digest("hex")}`;
}

/** Bounds everything a parser hands over, so that no source has to think of it and none can forget. */
export const bounded = (observation: Observation): Observation => ({
  ...observation,
  dedupKey: cleanKey(observation.dedupKey),
  alertName: cleanOptional(observation.alertName, NAME_MAX) ?? "Unnamed alert",
  sourceSeverity: cleanOptional(observation.sourceSeverity, 100),
  labels: cleanMap(observation.labels),
  annotations: cleanMap(observation.annotations),
  value: cleanOptional(observation.value, LABEL_VALUE_MAX),
  sourceUrl: cleanUrl(observation.sourceUrl),
  service: cleanOptional(observation.service, NAME_MAX),
  environment: cleanOptional(observation.environment, NAME_MAX),
  instance: cleanOptional(observation.instance, NAME_MAX),
  team: cleanOptional(observation.team, NAME_MAX),
});

export const boundedError = (error: DeliveryError): DeliveryError => ({
  index: error.index,
  path: cleanText(error.path, NAME_MAX),
  message: cleanText(error.message, NAME_MAX),
});
