import type { Alert } from "@/server/alerts/schema";
import type { LinkEvidence } from "@/server/incidents/schema";

/** Labels that name a thing two alerts can share; time alone never joins. */
export const joiningLabels = ["deployment", "host", "pod"] as const;

export type CorrelationAlert = Pick<
  Alert,
  "id" | "alertName" | "service" | "environment" | "labels" | "timestamp" | "previousId" | "mutedBy"
>;

/** One distinct place (environment, service, labels) at which an incident has an alert. */
export type Place = { environment: string | null; service: string | null; labels: Record<string, string> };
export type Candidate = {
  id: string;
  /** The last *new* episode; repeats keep nothing young. */
  lastAlertAt: Date;
  places: Place[];
};

export type Placement =
  | { alertId: string; decision: "muted"; reason: string }
  | { alertId: string; decision: "join"; incidentId: string; link: LinkEvidence }
  | { alertId: string; decision: "open"; incidentId: string; link: LinkEvidence };

const sameEnvironment = (a: string | null, b: string | null) => (a ?? "") === (b ?? "");

type Match = { incidentId: string; gapMs: number; link: LinkEvidence };

function matchPlace(
  alert: CorrelationAlert,
  place: Place,
): { kind: "service" | "label"; key: string; value: string } | null {
  if (!sameEnvironment(alert.environment, place.environment)) return null;
  if (alert.service && alert.service === place.service)
    return { kind: "service", key: "service", value: alert.service };
  for (const key of joiningLabels) {
    const value = alert.labels[key];
    if (value && place.labels[key] === value) return { kind: "label", key, value };
  }
  return null;
}

function matchCandidate(alert: CorrelationAlert, candidate: Candidate, windowMs: number): Match | null {
  const gapMs = Math.abs(alert.timestamp.getTime() - candidate.lastAlertAt.getTime());
  if (gapMs > windowMs) return null;
  for (const place of candidate.places) {
    const shared = matchPlace(alert, place);
    if (!shared) continue;
    const where = alert.environment ? ` in ${alert.environment}` : "";
    // Half for what is shared, the rest for how near in time; the engine of the next issue learns these weights.
    const score = Math.round((0.5 + 0.5 * (1 - gapMs / Math.max(windowMs, 1))) * 1000) / 1000;
    return {
      incidentId: candidate.id,
      gapMs,
      link: {
        method: "label",
        score,
        evidence: {
          shared: shared.key,
          value: shared.value,
          environment: alert.environment,
          gap_seconds: Math.round(gapMs / 1000),
        },
        sentence: `Joined because it shares the ${shared.key} ${shared.value}${where} with an alert ${describeGap(gapMs)} apart.`,
      },
    };
  }
  return null;
}

function describeGap(gapMs: number): string {
  const seconds = Math.round(gapMs / 1000);
  if (seconds < 90) return `${seconds} s`;
  return `${Math.round(seconds / 60)} min`;
}

const placeOf = (alert: CorrelationAlert): Place => ({
  environment: alert.environment,
  service: alert.service,
  labels: Object.fromEntries(
    joiningLabels.flatMap((key) => (alert.labels[key] ? [[key, alert.labels[key]]] : [])),
  ),
});

/**
 * Places alerts, in the order of their start, into open incidents or new ones. Joins on the same environment and the same
 * service or deployment, host or pod, within the window of the incident's last new episode; the nearest in time wins.
 * `newId` names incidents to be opened, so that later alerts of the batch can join them.
 */
export function correlate(
  alerts: CorrelationAlert[],
  open: Candidate[],
  settings: { windowMs: number },
  newId: (alert: CorrelationAlert) => string,
): Placement[] {
  const candidates = open.map((candidate) => ({ ...candidate, places: [...candidate.places] }));
  const ordered = [...alerts].sort(
    (a, b) => a.timestamp.getTime() - b.timestamp.getTime() || (a.id < b.id ? -1 : 1),
  );
  return ordered.map((alert): Placement => {
    if (alert.mutedBy) return { alertId: alert.id, decision: "muted", reason: alert.mutedBy };
    const matches = candidates.flatMap(
      (candidate) => matchCandidate(alert, candidate, settings.windowMs) ?? [],
    );
    const best = matches.sort((a, b) => a.gapMs - b.gapMs || (a.incidentId < b.incidentId ? -1 : 1))[0];
    const target = best && candidates.find((candidate) => candidate.id === best.incidentId);
    if (best && target) {
      addPlace(target, alert);
      return { alertId: alert.id, decision: "join", incidentId: best.incidentId, link: best.link };
    }
    const incidentId = newId(alert);
    candidates.push({ id: incidentId, lastAlertAt: alert.timestamp, places: [placeOf(alert)] });
    return {
      alertId: alert.id,
      decision: "open",
      incidentId,
      link: {
        method: "label",
        score: 1,
        evidence: { first: true },
        sentence: "Opened this incident: nothing open shared its service or labels.",
      },
    };
  });
}

function addPlace(candidate: Candidate, alert: CorrelationAlert): void {
  if (alert.timestamp > candidate.lastAlertAt) candidate.lastAlertAt = alert.timestamp;
  const place = placeOf(alert);
  const key = JSON.stringify(place);
  if (!candidate.places.some((known) => JSON.stringify(known) === key)) candidate.places.push(place);
}
