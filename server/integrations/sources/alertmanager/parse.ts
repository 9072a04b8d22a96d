import type { DeliveryError, Observation } from "../../schema";
import { placeOf } from "../naming";
import { type ParseContext, type ParsedBody, type ParsedDelivery, UnreadableError } from "../port";
import { commonSeverities, severityOf } from "../severity";
import { firstText, instantOf, isObject, type JsonObject, textMapOf, textOf } from "../values";
import { fingerprintOf } from "./fingerprint";

// They fire to show that the way to us is open, and belong to heartbeats.
const HEARTBEATS = new Set(["Watchdog", "DeadMansSwitch"]);

type Read = { observation: Observation } | { path: string; message: string };

function readAlert(raw: unknown, externalUrl: string | null, receivedAt: Date): Read {
  if (!isObject(raw)) return { path: "", message: "An alert must be an object." };
  const labels = textMapOf(raw.labels);
  if (!Object.keys(labels).length) return { path: "labels", message: "An alert needs labels." };
  if (raw.status !== "firing" && raw.status !== "resolved")
    return { path: "status", message: 'An alert\'s status must be "firing" or "resolved".' };
  const starts = instantOf(raw.startsAt, receivedAt);
  if (starts.problem) return { path: "startsAt", message: `startsAt ${starts.problem}.` };
  const ends = instantOf(raw.status === "resolved" ? raw.endsAt : null, receivedAt);
  if (ends.problem) return { path: "endsAt", message: `endsAt ${ends.problem}.` };

  const alertName = labels.alertname ?? "Unnamed alert";
  const sourceSeverity = firstText(labels, ["severity", "level", "priority"]);
  const annotations = textMapOf(raw.annotations);
  const isResolved = raw.status === "resolved";
  return {
    observation: {
      // Alertmanager dates nothing else: a firing repeats its start for as long as it lasts.
      sourceEventAt: (isResolved ? ends.at : starts.at) ?? receivedAt,
      dedupKey: textOf(raw.fingerprint) ?? fingerprintOf(labels),
      kind: "problem",
      transition: HEARTBEATS.has(alertName) ? "ignore" : isResolved ? "resolve" : "fire",
      severity: severityOf(sourceSeverity, commonSeverities),
      sourceSeverity,
      alertName,
      startsAt: starts.at,
      endsAt: ends.at,
      labels,
      annotations,
      value: firstText(annotations, ["value", "current_value"]),
      sourceUrl: textOf(raw.generatorURL) ?? externalUrl,
      ...placeOf(labels),
    },
  };
}

/** Reads the webhook body of Alertmanager (version 4). The status of the group is not an alert's: each is read by its own. */
export function parse(body: ParsedBody, context: ParseContext): ParsedDelivery {
  if (body.kind !== "json" || !isObject(body.value))
    throw new UnreadableError("The body must be an object as Alertmanager's webhook receiver sends it.");
  const { alerts, externalURL, truncatedAlerts } = body.value;
  if (!Array.isArray(alerts))
    throw new UnreadableError(
      "The body has no list of alerts. This address takes Alertmanager's webhook.",
      "alerts",
    );
  const observations: Observation[] = [];
  const errors: DeliveryError[] = [];
  alerts.forEach((raw, index) => {
    const read = readAlert(raw, textOf(externalURL), context.receivedAt);
    if ("observation" in read) observations.push(read.observation);
    else
      errors.push({
        index,
        path: `alerts.${index}${read.path ? `.${read.path}` : ""}`,
        message: read.message,
      });
  });
  const truncated = Number.isSafeInteger(truncatedAlerts)
    ? Math.min(Math.max(0, truncatedAlerts as number), 1e9)
    : 0;
  return { observations, errors, truncated };
}

/** Alertmanager names the version of its body; Grafana's has a title and the number of an organization besides. */
export const recognises = (body: JsonObject) =>
  Array.isArray(body.alerts) &&
  body.version === "4" &&
  typeof body.groupKey === "string" &&
  !("orgId" in body);
