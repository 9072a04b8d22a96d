import type { Severity } from "@/server/alerts/schema";
import type { IncidentStatus } from "../schema";
import { severityRank } from "./severity";
import type { Summary } from "./summarize";

/** An incident as far as its alerts can move it. */
export type SettleState = {
  status: IncidentStatus;
  severity: Severity;
  severitySetBy: string | null;
  titleSetBy: string | null;
  clearedAt: Date | null;
  resolvedAt: Date | null;
  mergedInto: string | null;
};
/** Its alerts, counted. `lastClearedAt` is when the last of them ended. */
export type AlertTally = {
  total: number;
  holding: number;
  lastClearedAt: Date | null;
  summary: Summary | null;
};
export type SettleSettings = { quietMs: number; reopenMs: number };

export type SettleDecision = {
  reason:
    | "merged"
    | "no_alerts"
    | "firing"
    | "fired_again"
    | "reopened"
    | "too_long_resolved"
    | "already_resolved"
    | "cleared"
    | "quiet"
    | "resolved_after_quiet";
  severity: Severity;
  clearedAt: Date | null;
  /** Set when the incident ends now: the instant at which its last alert had cleared. */
  resolveAt: Date | null;
  reopen: boolean;
  /** When to look again; null when nothing is due. */
  dueAt: Date | null;
};

/**
 * What its alerts make of an incident. Severity rises with alerts and never falls by itself; a person's choice sticks.
 * It ends once every alert has been clear for the quiet time, as of when the last one cleared.
 */
export function settle(
  state: SettleState,
  tally: AlertTally,
  settings: SettleSettings,
  now: Date,
): SettleDecision {
  const severity =
    tally.summary &&
    !state.severitySetBy &&
    severityRank(tally.summary.severity) > severityRank(state.severity)
      ? tally.summary.severity
      : state.severity;
  const keep = { severity, clearedAt: state.clearedAt, resolveAt: null, reopen: false, dueAt: null };
  if (state.mergedInto) return { ...keep, reason: "merged" };
  if (tally.total === 0) return { ...keep, clearedAt: null, reason: "no_alerts" };
  if (tally.holding > 0) {
    if (!state.resolvedAt)
      return { ...keep, clearedAt: null, reason: state.clearedAt ? "fired_again" : "firing" };
    if (now.getTime() - state.resolvedAt.getTime() > settings.reopenMs)
      return { ...keep, reason: "too_long_resolved" };
    return { ...keep, clearedAt: null, reopen: true, reason: "reopened" };
  }
  if (state.resolvedAt) return { ...keep, reason: "already_resolved" };
  const clearedAt = tally.lastClearedAt ?? now;
  const dueAt = new Date(Math.max(clearedAt.getTime(), 0) + settings.quietMs);
  if (dueAt <= now) return { ...keep, clearedAt, resolveAt: clearedAt, reason: "resolved_after_quiet" };
  return { ...keep, clearedAt, dueAt, reason: state.clearedAt ? "quiet" : "cleared" };
}

/** Whether a new episode belongs to the incident of the key's last one: while it is open, or shortly after it ended. */
export function decideReturn(
  previous: { resolvedAt: Date | null; mergedInto: string | null },
  episodeStart: Date,
  reopenMs: number,
): { decision: "join" | "reopen" | "follow"; reason: string } {
  if (previous.mergedInto) return { decision: "follow", reason: "its incident was merged" };
  if (!previous.resolvedAt) return { decision: "join", reason: "its incident is still open" };
  if (episodeStart.getTime() - previous.resolvedAt.getTime() <= reopenMs)
    return { decision: "reopen", reason: "it fired again shortly after its incident was resolved" };
  return { decision: "follow", reason: "its incident was resolved too long ago" };
}
