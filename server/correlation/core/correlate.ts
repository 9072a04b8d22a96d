import type { Alert, Place } from "@/server/alerts/schema";
import type { LinkEvidence } from "@/server/incidents/schema";

export type CorrelationAlert = Pick<Alert, "id" | "environment" | "timestamp" | "mutedBy"> & {
  places: Place[];
};

export type Candidate = {
  id: string;
  /** The last *new* episode; repeats keep nothing young. */
  lastAlertAt: Date;
  /** Ids of the places at which it has an alert. */
  places: Set<string>;
};

export type Placement =
  | { alertId: string; decision: "muted"; reason: string }
  | { alertId: string; decision: "join"; incidentId: string; link: LinkEvidence }
  | { alertId: string; decision: "open"; incidentId: string; link: LinkEvidence };

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
  const map = new PlaceMap(open);
  const ordered = [...alerts].sort(
    (a, b) => a.timestamp.getTime() - b.timestamp.getTime() || (a.id < b.id ? -1 : 1),
  );
  return ordered.map((alert): Placement => {
    if (alert.mutedBy) return { alertId: alert.id, decision: "muted", reason: alert.mutedBy };
    const match = nearest(alert, map.sharing(alert.places), settings.windowMs);
    if (match) {
      map.add(match.candidate, alert);
      return {
        alertId: alert.id,
        decision: "join",
        incidentId: match.candidate.id,
        link: linkOf(alert, match, settings.windowMs),
      };
    }
    const incidentId = newId(alert);
    map.add({ id: incidentId, lastAlertAt: alert.timestamp, places: new Set() }, alert);
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

type Sharing = { candidate: Candidate; place: Place };
type Match = Sharing & { gapMs: number };

/** Candidates by place, so that a batch costs its own size and not that of the incidents it meets. */
class PlaceMap {
  private readonly at = new Map<string, Set<Candidate>>();

  constructor(open: Candidate[]) {
    for (const { id, lastAlertAt, places } of open) {
      const candidate = { id, lastAlertAt, places: new Set(places) };
      for (const place of places) this.put(place, candidate);
    }
  }

  /** Every candidate at one of these places, each with the first place it shares. */
  sharing(places: Place[]): Sharing[] {
    const found = new Map<Candidate, Place>();
    for (const place of places)
      for (const candidate of this.at.get(place.id) ?? [])
        if (!found.has(candidate)) found.set(candidate, place);
    return [...found].map(([candidate, place]) => ({ candidate, place }));
  }

  /** An alert widens the incident it joins to its own places and time. */
  add(candidate: Candidate, alert: CorrelationAlert): void {
    if (alert.timestamp > candidate.lastAlertAt) candidate.lastAlertAt = alert.timestamp;
    for (const { id } of alert.places) {
      candidate.places.add(id);
      this.put(id, candidate);
    }
  }

  private put(place: string, candidate: Candidate): void {
    const present = this.at.get(place);
    if (present) present.add(candidate);
    else this.at.set(place, new Set([candidate]));
  }
}

function nearest(alert: CorrelationAlert, sharing: Sharing[], windowMs: number): Match | undefined {
  let best: Match | undefined;
  for (const { candidate, place } of sharing) {
    const gapMs = Math.abs(alert.timestamp.getTime() - candidate.lastAlertAt.getTime());
    if (gapMs > windowMs) continue;
    const isNearer =
      !best || gapMs < best.gapMs || (gapMs === best.gapMs && candidate.id < best.candidate.id);
    if (isNearer) best = { candidate, place, gapMs };
  }
  return best;
}

function linkOf(alert: CorrelationAlert, { place, gapMs }: Match, windowMs: number): LinkEvidence {
  const where = alert.environment ? ` in ${alert.environment}` : "";
  // Half for what is shared, the rest for how near in time; the engine of the next issue learns these weights.
  const score = Math.round((0.5 + 0.5 * (1 - gapMs / Math.max(windowMs, 1))) * 1000) / 1000;
  return {
    method: "label",
    score,
    evidence: {
      shared: place.key,
      value: place.value,
      environment: alert.environment,
      gap_seconds: Math.round(gapMs / 1000),
    },
    sentence: `Joined because it shares the ${place.key} ${place.value}${where} with an alert ${describeGap(gapMs)} apart.`,
  };
}

function describeGap(gapMs: number): string {
  const seconds = Math.round(gapMs / 1000);
  if (seconds < 90) return `${seconds} s`;
  return `${Math.round(seconds / 60)} min`;
}
