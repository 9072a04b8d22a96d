import { createHash } from "node:crypto";
import type { DeliveryError, Observation, Severity, Transition } from "../../schema";
import { environmentKeys, instanceKeys, placeOf, serviceKeys } from "../naming";
import { type ParseContext, type ParsedBody, type ParsedDelivery, UnreadableError } from "../port";
import { commonSeverities, severityOf } from "../severity";
import { firstText, instantOf, isObject, type JsonObject, textMapOf, textOf } from "../values";
import { valueAt, valuesAt } from "./json-path";
import { type FieldName, GenericSettings } from "./settings";

/** The names under which people's own scripts send each field, most telling first. */
const defaultKeys: Record<FieldName, readonly string[]> = {
  name: [
    "alert_name",
    "alertName",
    "alertname",
    "name",
    "title",
    "check",
    "subject",
    "summary",
    "alert",
    "message",
  ],
  status: ["status", "state", "alert_status", "alertStatus", "alert_state"],
  severity: ["severity", "level", "priority", "urgency"],
  // Not `id`: as often as not it names the message rather than the problem, and then nothing would ever resolve.
  key: [
    "dedup_key",
    "dedupKey",
    "dedup",
    "fingerprint",
    "incident_key",
    "alert_key",
    "alert_id",
    "alertId",
    "key",
  ],
  service: serviceKeys,
  environment: environmentKeys,
  instance: instanceKeys,
  team: ["team"],
  value: ["value", "current_value", "currentValue", "metric_value"],
  url: ["url", "link", "source_url", "sourceUrl", "generatorURL", "href"],
  description: ["description", "message", "text", "details", "body", "summary"],
  eventAt: ["timestamp", "time", "event_time", "eventTime", "occurred_at", "date", "updated_at", "updatedAt"],
  startsAt: ["starts_at", "startsAt", "started_at", "startedAt", "start_time", "start", "since"],
  endsAt: ["ends_at", "endsAt", "ended_at", "resolved_at", "resolvedAt", "end_time", "end"],
  labels: ["labels", "tags"],
  annotations: ["annotations"],
};
const known = new Set(Object.values(defaultKeys).flat());

const resolvedWords = [
  "resolved",
  "resolve",
  "recovered",
  "recovery",
  "closed",
  "close",
  "cleared",
  "clear",
  "ok",
  "okay",
  "normal",
  "up",
  "success",
  "inactive",
  "healthy",
  "green",
];
const acknowledgedWords = ["acknowledged", "acknowledge", "acked", "ack"];

const severityTable = (settings: GenericSettings): Record<string, Severity> => ({
  ...commonSeverities,
  ...Object.fromEntries(
    Object.entries(settings.severities).map(([word, severity]) => [word.trim().toLowerCase(), severity]),
  ),
});

const words = (list: readonly string[]) => new Set(list.map((word) => word.trim().toLowerCase()));

type Mapping = {
  settings: GenericSettings;
  severities: Record<string, Severity>;
  resolved: Set<string>;
  acknowledged: Set<string>;
  ignored: Set<string>;
};

function mappingOf(raw: Record<string, unknown>): Mapping {
  const parsed = GenericSettings.safeParse(raw);
  if (!parsed.success) throw new UnreadableError("The integration's mapping is invalid. Save it again.");
  const settings = parsed.data;
  return {
    settings,
    severities: severityTable(settings),
    resolved: words(settings.resolvedValues ?? resolvedWords),
    acknowledged: words(settings.acknowledgedValues ?? acknowledgedWords),
    ignored: words(settings.ignoredValues ?? []),
  };
}

function pick(alert: JsonObject, field: FieldName, mapping: Mapping): unknown {
  const path = mapping.settings.fields[field];
  if (path !== undefined) return path.startsWith("$") ? valueAt(path, alert) : path;
  for (const key of defaultKeys[field]) {
    const value = Object.hasOwn(alert, key) ? alert[key] : undefined;
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

function transitionOf(status: string | null, mapping: Mapping): Transition {
  const word = status?.trim().toLowerCase() ?? "";
  if (mapping.ignored.has(word)) return "ignore";
  if (mapping.resolved.has(word)) return "resolve";
  if (mapping.acknowledged.has(word)) return "acknowledge";
  return "fire";
}

/** Short texts that no field took: they say where and what, and people filter by them. */
function leftovers(alert: JsonObject): [string, string][] {
  return Object.keys(alert)
    .slice(0, 200)
    .flatMap((key): [string, string][] => {
      const value = alert[key];
      return typeof value === "string" && value !== "" && value.length <= 200 && !known.has(key)
        ? [[key, value]]
        : [];
    });
}

type Read = { observation: Observation } | { path: string; message: string };

function readTimes(alert: JsonObject, mapping: Mapping, receivedAt: Date) {
  const times = { eventAt: null as Date | null, startsAt: null as Date | null, endsAt: null as Date | null };
  for (const field of ["eventAt", "startsAt", "endsAt"] as const) {
    const instant = instantOf(pick(alert, field, mapping), receivedAt);
    if (instant.problem) return { path: field, message: `${field} ${instant.problem}.` };
    times[field] = instant.at;
  }
  return times;
}

function readAlert(alert: unknown, mapping: Mapping, context: ParseContext): Read {
  if (!isObject(alert)) return { path: "", message: "An alert must be an object." };
  const text = (field: FieldName) => textOf(pick(alert, field, mapping));
  const alertName = text("name");
  if (alertName === null)
    return { path: "name", message: "The alert has no name: send name or title, or map the field." };
  const times = readTimes(alert, mapping, context.receivedAt);
  if ("message" in times) return times;

  const given = textMapOf(pick(alert, "labels", mapping));
  const labels = Object.fromEntries([...leftovers(alert), ...Object.entries(given)]);
  const described = text("description");
  const annotations = {
    ...(described !== null && described !== alertName ? { description: described } : {}),
    ...textMapOf(pick(alert, "annotations", mapping)),
  };
  const named = placeOf(given);
  const place = {
    service: text("service") ?? named.service,
    environment: text("environment") ?? named.environment,
    instance: text("instance") ?? named.instance,
    team: text("team") ?? named.team,
  };
  const sourceSeverity = text("severity") ?? firstText(given, ["severity"]);
  const transition = transitionOf(text("status"), mapping);
  const ended = transition === "resolve" ? times.endsAt : null;
  return {
    observation: {
      sourceEventAt:
        times.eventAt ?? ended ?? (transition === "resolve" ? null : times.startsAt) ?? context.receivedAt,
      dedupKey: text("key") ?? keyOf(alertName, place, labels, mapping),
      kind: "problem",
      transition,
      severity: severityOf(sourceSeverity, mapping.severities),
      sourceSeverity,
      alertName,
      startsAt: times.startsAt,
      endsAt: ended,
      labels,
      annotations,
      value: text("value"),
      sourceUrl: text("url"),
      ...place,
    },
  };
}

/** The key of a body that carries none: what it is about, never how bad it is or what state it is in. */
function keyOf(
  name: string,
  place: { service: string | null; environment: string | null; instance: string | null },
  labels: Record<string, string>,
  mapping: Mapping,
): string {
  const chosen = mapping.settings.identifyingLabels;
  const parts = chosen
    ? chosen.map((key) => labels[key] ?? null)
    : [place.service, place.environment, place.instance];
  return createHash("sha256")
    .update(JSON.stringify([name, ...parts]))
    .digest("hex")
    .slice(0, 32);
}

function alertsIn(value: unknown, mapping: Mapping): { alerts: unknown[]; prefix: string } {
  const path = mapping.settings.alerts;
  if (path !== undefined) {
    const found = valuesAt(path, value);
    const only = found.length === 1 ? found[0] : undefined;
    const alerts = Array.isArray(only) ? only : found;
    if (!alerts.length) throw new UnreadableError(`The path ${path} leads to no alert in this body.`, path);
    return { alerts, prefix: "alerts." };
  }
  if (Array.isArray(value)) return { alerts: value, prefix: "" };
  if (isObject(value) && Array.isArray(value.alerts)) return { alerts: value.alerts, prefix: "alerts." };
  if (isObject(value)) return { alerts: [value], prefix: "" };
  throw new UnreadableError("The body must be a JSON object, or a list of them.");
}

/** Reads any JSON by the integration's mapping: one alert, a list of alerts, or an object that holds such a list. */
export function parse(body: ParsedBody, context: ParseContext): ParsedDelivery {
  if (body.kind !== "json") throw new UnreadableError("The body must be JSON.");
  const mapping = mappingOf(context.settings);
  const { alerts, prefix } = alertsIn(body.value, mapping);
  const observations: Observation[] = [];
  const errors: DeliveryError[] = [];
  alerts.forEach((alert, index) => {
    const read = readAlert(alert, mapping, context);
    if ("observation" in read) observations.push(read.observation);
    else
      errors.push({
        index,
        path: `${prefix}${index}${read.path ? `.${read.path}` : ""}`,
        message: read.message,
      });
  });
  return { observations, errors, truncated: 0 };
}
