import { type AlertStatus, type Severity, severities } from "../schema";
import type {
  DeliveryPlan,
  EpisodeChange,
  EpisodeState,
  Incoming,
  NewEpisode,
  StoredEpisode,
} from "./delivery-plan";
import { decideEpisode, type Episode, type EpisodeDecision } from "./episode";

type Working =
  | { kind: "new"; state: NewEpisode; before: null }
  | { kind: "stored"; state: EpisodeChange & { currentSeverity: Severity }; before: StoredEpisode };

const isWorse = (a: Severity, b: Severity) => severities.indexOf(a) < severities.indexOf(b);

const startWorking = (before: StoredEpisode): Working => ({
  kind: "stored",
  before,
  state: {
    id: before.id,
    startsAt: before.startsAt,
    repeats: 0,
    sourceEventAt: before.sourceEventAt,
    severity: null,
    currentSeverity: before.severity,
    sourceSeverity: null,
    annotations: null,
    value: null,
    sourceUrl: null,
    moves: false,
    corrects: false,
    status: before.status,
    acknowledgedAt: before.acknowledgedAt,
    resolvedAt: before.resolvedAt,
    resolvedReason: before.resolvedReason,
    wakes: false,
  },
});

const severityNow = (working: Working): Severity =>
  working.kind === "new" ? working.state.severity : working.state.currentSeverity;

const episodeOf = (working: Working): Episode => ({ ...working.state, severity: severityNow(working) });

function move(working: Working, status: AlertStatus, patch: Partial<EpisodeState>): void {
  Object.assign(working.state, { status, ...patch });
  if (working.kind === "stored") working.state.moves = true;
}

function refresh(working: Working, observation: Incoming): void {
  const { state } = working;
  state.sourceEventAt = observation.sourceEventAt;
  state.annotations = observation.annotations;
  state.value = observation.value;
  state.sourceUrl = observation.sourceUrl;
  if (working.kind === "new") {
    working.state.severity = observation.severity;
    working.state.sourceSeverity = observation.sourceSeverity;
  } else if (observation.severity !== working.state.currentSeverity) {
    if (isWorse(observation.severity, working.state.currentSeverity) && !state.resolvedAt)
      working.state.wakes = true;
    working.state.severity = working.state.currentSeverity = observation.severity;
    working.state.sourceSeverity = observation.sourceSeverity;
  }
}

function close(working: Working, resolvedAt: Date): void {
  move(working, "resolved", { resolvedAt, resolvedReason: "source" });
  if (working.kind === "stored") working.state.wakes = true;
}

function begin(
  observation: Incoming,
  decision: Extract<EpisodeDecision, { decision: "open" }>,
  previousId: string | null,
  newId: (startsAt: Date) => string,
): Working {
  const { status, startsAt } = decision;
  const isResolved = status === "resolved";
  const end = observation.endsAt ?? observation.sourceEventAt;
  return {
    kind: "new",
    before: null,
    state: {
      id: newId(startsAt),
      observation,
      startsAt,
      previousId,
      status,
      severity: observation.severity,
      sourceSeverity: observation.sourceSeverity,
      // An end says nothing of when the problem was last alive, save that it had begun.
      sourceEventAt: isResolved ? startsAt : observation.sourceEventAt,
      acknowledgedAt: status === "acknowledged" ? observation.sourceEventAt : null,
      resolvedAt: isResolved ? (end > startsAt ? end : startsAt) : null,
      resolvedReason: isResolved ? "source" : null,
      repeats: 0,
      annotations: observation.annotations,
      value: observation.value,
      sourceUrl: observation.sourceUrl,
    },
  };
}

type Counts = Pick<DeliveryPlan, "opened" | "repeated" | "resolved" | "ignored">;

/** Applies one decision to the episode at hand; answers the episode that is the latest then. */
function apply(
  working: Working | null,
  observation: Incoming,
  counts: Counts,
  newId: (startsAt: Date) => string,
): Working | null {
  const decision = decideEpisode(working ? episodeOf(working) : null, observation);
  if (decision.decision === "ignore") {
    counts.ignored++;
    return working;
  }
  if (decision.decision === "open") {
    if (working && decision.closesPrevious) close(working, decision.startsAt);
    counts[decision.status === "resolved" ? "resolved" : "opened"]++;
    return begin(observation, decision, working?.state.id ?? null, newId);
  }
  if (!working) throw new Error(`${decision.decision} needs an episode.`);
  switch (decision.decision) {
    case "late":
      counts.repeated++;
      break;
    case "repeat":
      counts.repeated++;
      working.state.repeats++;
      if (decision.refresh) refresh(working, observation);
      break;
    case "acknowledge":
      counts.repeated++;
      refresh(working, observation);
      move(working, "acknowledged", { acknowledgedAt: observation.sourceEventAt });
      break;
    case "unacknowledge":
      counts.repeated++;
      refresh(working, observation);
      move(working, "firing", { acknowledgedAt: null });
      break;
    case "resolve":
      counts.resolved++;
      close(working, decision.resolvedAt);
      break;
    case "correct_end":
      counts.repeated++;
      working.state.resolvedAt = decision.resolvedAt;
      if (working.kind === "stored" && !working.state.moves) working.state.corrects = true;
      break;
  }
  return working;
}

/**
 * What one delivery does to the latest episodes of its keys. Observations of one key are taken in the order of
 * `sourceEventAt`, then of their place in the delivery. What `own` says is stored but not counted.
 */
export function planDelivery(
  latest: ReadonlyMap<string, StoredEpisode>,
  observations: readonly Incoming[],
  newId: (startsAt: Date) => string,
): DeliveryPlan {
  const counts: Counts = { opened: 0, repeated: 0, resolved: 0, ignored: 0 };
  const uncounted: Counts = { ...counts };
  const current = new Map<string, Working | null>();
  const touched: Working[] = [];
  const ordered = [...observations].sort((a, b) => a.sourceEventAt.getTime() - b.sourceEventAt.getTime());
  for (const observation of ordered) {
    const key = observation.dedupKey;
    let working = current.get(key);
    if (working === undefined) {
      const stored = latest.get(key);
      working = stored ? startWorking(stored) : null;
      if (working) touched.push(working);
    }
    const next = apply(working, observation, observation.own ? uncounted : counts, newId);
    if (next && next !== working) touched.push(next);
    current.set(key, next);
  }
  return collect(touched, counts);
}

function collect(touched: Working[], counts: Counts): DeliveryPlan {
  const openings: NewEpisode[] = [];
  const changes: EpisodeChange[] = [];
  for (const working of touched) {
    if (working.kind === "new") openings.push(working.state);
    else if (isChanged(working)) {
      const { currentSeverity: _, ...change } = working.state;
      changes.push(change);
    }
  }
  // The order in which correlation and the doors lock rows, so that none of them waits for the other in a circle.
  changes.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
  return {
    openings,
    changes,
    ...counts,
    wakes: openings.length > 0 || changes.some((change) => change.wakes),
  };
}

const isChanged = ({ state, before }: Extract<Working, { kind: "stored" }>): boolean =>
  state.repeats > 0 || state.moves || state.corrects || state.sourceEventAt > before.sourceEventAt;
