import type { Severity } from "../schema";

/** Words in general use for how bad something is, in lower case. Sources add their own. */
export const commonSeverities = {
  critical: "critical",
  crit: "critical",
  fatal: "critical",
  emergency: "critical",
  emerg: "critical",
  alert: "critical",
  page: "critical",
  disaster: "critical",
  severe: "critical",
  blocker: "critical",
  error: "critical",
  err: "critical",
  high: "critical",
  major: "critical",
  p1: "critical",
  sev1: "critical",
  p0: "critical",
  sev0: "critical",
  warning: "warning",
  warn: "warning",
  medium: "warning",
  moderate: "warning",
  average: "warning",
  minor: "warning",
  degraded: "warning",
  ticket: "warning",
  p2: "warning",
  sev2: "warning",
  p3: "warning",
  sev3: "warning",
  info: "info",
  informational: "info",
  information: "info",
  notice: "info",
  debug: "info",
  low: "info",
  none: "info",
  ok: "info",
  p4: "info",
  sev4: "info",
  p5: "info",
  sev5: "info",
} as const satisfies Record<string, Severity>;

/** Looks a source's word up in its table; a word not in it, or none, is a warning. */
export function severityOf(word: string | null, table: Readonly<Record<string, Severity>>): Severity {
  const key = word?.trim().toLowerCase() ?? "";
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? "warning";
}
