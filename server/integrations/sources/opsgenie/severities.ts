import type { Severity } from "../../schema";

/** Opsgenie's priorities, P1 critical to P5 informational. */
export const severities = {
  p1: "critical",
  p2: "critical",
  p3: "warning",
  p4: "warning",
  p5: "info",
} as const satisfies Record<string, Severity>;
