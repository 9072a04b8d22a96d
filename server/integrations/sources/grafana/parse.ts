import type { AlertKind, DeliveryError, Observation } from "../../schema";
import { placeOf } from "../naming";
import { type ParseContext, type ParsedBody, type ParsedDelivery, UnreadableError } from "../port";
import { commonSeverities, severityOf } from "../severity";
import { firstText, instantOf, isObject, type JsonObject, textMapOf, textOf } from "../values";

// What Grafana fires in a rule's stead, where the rule itself could not be judged.
const STAND_INS: Readonly<Record<string, { kind: AlertKind; what: string }>> = {
  DatasourceNoData: { kind: "no_data", what: "no data" },
  DatasourceError: { kind: "query_error", what: "query failed" },
};
const VANISHED = "MissingSeries";

type Read = { observation: Observation } | { path: string; message: string };

function readAlert(raw: unknown, externalUrl: string | null, receivedAt: Date): Read {
  if (!isObject(raw)) return { path: "", message: "An alert must be an object." };
  const labels = textMapOf(raw.labels);
  if (!Object.keys(labels).length) return { path: "labels", message: "An alert needs labels." };
  if (raw.status !== "firing" && raw.status !== "resolved")
    return { path: "status", message: 'An alert\'s status must be "firing" or "resolved".' };
  const dedupKey = textOf(raw.fingerprint);
  if (dedupKey === null) return { path: "fingerprint", message: "An alert needs its fingerprint." };
  const isResolved = raw.status === "resolved";
  const starts = instantOf(raw.startsAt, receivedAt);
  if (starts.problem) return { path: "startsAt", message: `startsAt ${starts.problem}.` };
  const ends = instantOf(isResolved ? raw.endsAt : null, receivedAt);
  if (ends.problem) return { path: "endsAt", message: `endsAt ${ends.problem}.` };
  const sourceSeverity = firstText(labels, ["severity", "level", "priority"]);
  return {
    observation: {
      // A firing dates nothing but its start, and repeats it for as long as it lasts.
      sourceEventAt: (isResolved ? ends.at : starts.at) ?? receivedAt,
      dedupKey,
      transition: isResolved ? "resolve" : "fire",
      sourceSeverity,
      startsAt: starts.at,
      endsAt: ends.at,
      labels,
      annotations: annotationsOf(raw, isResolved),
      value: measured(raw),
      sourceUrl: firstText(raw, ["panelURL", "dashboardURL", "generatorURL"]) ?? externalUrl,
      ...placeOf(labels),
      ...identityOf(labels, sourceSeverity),
    },
  };
}

/** Name, kind and severity; a stand-in has the name of its rule, and is grouped by the data source that failed. */
function identityOf(
  labels: Readonly<Record<string, string>>,
  sourceSeverity: string | null,
): Pick<Observation, "alertName" | "kind" | "severity"> & { service?: string } {
  const name = labels.alertname ?? "Unnamed alert";
  const severity = severityOf(sourceSeverity, commonSeverities);
  const standIn = Object.hasOwn(STAND_INS, name) ? STAND_INS[name] : undefined;
  if (!standIn) return { alertName: name, kind: "problem", severity };
  const uid = labels.datasource_uid;
  return {
    alertName: `${labels.rulename ?? name}: ${standIn.what}`,
    kind: standIn.kind,
    severity: severity === "critical" ? "warning" : severity,
    ...(uid ? { service: `datasource ${uid}` } : {}),
  };
}

function annotationsOf(raw: JsonObject, isResolved: boolean): Record<string, string> {
  const annotations = textMapOf(raw.annotations);
  if (isResolved && annotations.grafana_state_reason === VANISHED)
    return { ...annotations, end: "The series vanished, which is not the same as being well." };
  return annotations;
}

/** The values of the rule's expressions, `B=44.2`; the older text where there are none. */
function measured(raw: JsonObject): string | null {
  const values = Object.entries(textMapOf(raw.values)).map(([name, value]) => `${name}=${value}`);
  return values.length ? values.join(", ").slice(0, 200) : (textOf(raw.valueString)?.slice(0, 200) ?? null);
}

/** Reads the webhook body of Grafana's own alerting. The status of the group is not an alert's: each is read by its own. */
export function parse(body: ParsedBody, context: ParseContext): ParsedDelivery {
  if (body.kind !== "json" || !isObject(body.value))
    throw new UnreadableError("The body must be an object as Grafana's webhook contact point sends it.");
  const { alerts, externalURL, truncatedAlerts, ruleUrl } = body.value;
  if (!Array.isArray(alerts))
    throw new UnreadableError(
      ruleUrl !== undefined
        ? "This is the body of Grafana's legacy alerting. Move to Grafana Alerting, whose contact points this address takes."
        : "The body has no list of alerts. This address takes Grafana's webhook contact point, without a custom payload.",
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
  const isTest =
    observations.length > 0 &&
    observations.every(({ alertName, instance }) => alertName === "TestAlert" && instance === "Grafana");
  return {
    observations,
    errors,
    truncated: Number.isSafeInteger(truncatedAlerts)
      ? Math.min(Math.max(0, Number(truncatedAlerts)), 1e9)
      : 0,
    ...(isTest ? { isTest } : {}),
  };
}

/** Grafana's body is Alertmanager's with a title and the number of its organization. */
export const recognises = (body: JsonObject) =>
  (Array.isArray(body.alerts) && "orgId" in body && "groupKey" in body) ||
  ("ruleUrl" in body && "ruleId" in body);
