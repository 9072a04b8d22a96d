import type { Observation } from "@/server/integrations/schema";
import type { AlertStatus, ResolvedReason, Severity } from "../schema";

/** What the state machine knows of the latest episode of a key. */
export type Episode = {
  startsAt: Date;
  status: AlertStatus;
  severity: Severity;
  /** The latest event of the source that showed the problem alive; its end is `resolvedAt`. */
  sourceEventAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  resolvedReason: ResolvedReason | null;
};

export type EpisodeDecision =
  /** A new episode; one of the key that is still open ends when this one starts. */
  | {
      decision: "open";
      reason: "first_firing" | "newer_start" | "fired_after_close" | "resolved_before_firing";
      startsAt: Date;
      status: AlertStatus;
      closesPrevious: boolean;
    }
  /** The latest episode goes on: counted; `refresh` takes over severity, value and annotations. */
  | {
      decision: "repeat";
      reason: "still_firing" | "out_of_order" | "late_repeat";
      refresh: boolean;
    }
  | { decision: "acknowledge" | "unacknowledge"; reason: "by_source" }
  | { decision: "resolve"; reason: "by_source"; resolvedAt: Date }
  /** The end of the latest episode, told again and earlier than we had it. */
  | { decision: "correct_end"; reason: "ended_earlier"; resolvedAt: Date }
  /** Counted as a repeat of something past; nothing changes. */
  | { decision: "late"; reason: "older_start" | "already_resolved" }
  | { decision: "ignore"; reason: "not_about_state" | "nothing_open" | "fired_since" };

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** No end lies before its start, whatever two clocks say. */
const endOf = (observation: Observation, startsAt: Date): Date =>
  later(observation.endsAt ?? observation.sourceEventAt, startsAt);

const open = (
  observation: Observation,
  latest: Episode | null,
  reason: Extract<EpisodeDecision, { decision: "open" }>["reason"],
): EpisodeDecision => ({
  decision: "open",
  reason: observation.transition === "resolve" ? "resolved_before_firing" : reason,
  startsAt: observation.startsAt ?? observation.sourceEventAt,
  status:
    observation.transition === "resolve"
      ? "resolved"
      : observation.transition === "acknowledge"
        ? "acknowledged"
        : "firing",
  closesPrevious: latest !== null && latest.resolvedAt === null,
});

/** The same episode, seen alive once more. */
function alive(latest: Episode, observation: Observation): EpisodeDecision {
  const inOrder = observation.sourceEventAt >= latest.sourceEventAt;
  if (latest.resolvedAt) return { decision: "repeat", reason: "late_repeat", refresh: inOrder };
  if (!inOrder) return { decision: "repeat", reason: "out_of_order", refresh: false };
  if (observation.transition === "acknowledge" && latest.status === "firing")
    return { decision: "acknowledge", reason: "by_source" };
  if (observation.transition === "unacknowledge" && latest.status === "acknowledged")
    return { decision: "unacknowledge", reason: "by_source" };
  return { decision: "repeat", reason: "still_firing", refresh: true };
}

/** The same episode, seen at its end. */
function ended(latest: Episode, observation: Observation): EpisodeDecision {
  const resolvedAt = endOf(observation, latest.startsAt);
  if (!latest.resolvedAt) return { decision: "resolve", reason: "by_source", resolvedAt };
  if (latest.resolvedReason === "source" && resolvedAt < latest.resolvedAt)
    return { decision: "correct_end", reason: "ended_earlier", resolvedAt };
  return { decision: "late", reason: "already_resolved" };
}

/** A source that tells no starts: what lies after the close is new, what lies before it is late. */
function withoutStart(latest: Episode | null, observation: Observation): EpisodeDecision {
  const { transition, sourceEventAt } = observation;
  if (transition === "resolve") {
    if (!latest) return { decision: "ignore", reason: "nothing_open" };
    if (latest.resolvedAt) return { decision: "late", reason: "already_resolved" };
    // It ended before it was last seen alive, so this is the end of something earlier.
    if (sourceEventAt < latest.sourceEventAt) return { decision: "ignore", reason: "fired_since" };
    return ended(latest, observation);
  }
  if (latest && !latest.resolvedAt) return alive(latest, observation);
  if (latest?.resolvedAt && sourceEventAt <= latest.resolvedAt)
    return { decision: "repeat", reason: "late_repeat", refresh: false };
  if (transition !== "fire") return { decision: "ignore", reason: "nothing_open" };
  return open(observation, latest, latest ? "fired_after_close" : "first_firing");
}

/**
 * What one observation does to the latest episode of its key. An episode is the key and its start: the same or an older
 * start never reopens what is closed, a newer one begins an episode. For one start the outcome does not depend on the
 * order in which observations of different `sourceEventAt` arrive.
 */
export function decideEpisode(latest: Episode | null, observation: Observation): EpisodeDecision {
  const { transition, startsAt } = observation;
  if (transition === "ignore" || transition === "comment")
    return { decision: "ignore", reason: "not_about_state" };
  if (!startsAt) return withoutStart(latest, observation);
  if (!latest) return open(observation, latest, "first_firing");
  if (startsAt > latest.startsAt) return open(observation, latest, "newer_start");
  if (startsAt < latest.startsAt) return { decision: "late", reason: "older_start" };
  return transition === "resolve" ? ended(latest, observation) : alive(latest, observation);
}
