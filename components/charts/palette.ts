import type { Severity, Tone } from "@/components/ui/tone";

/** From the bottom of a stack to its top: the worst stands on the axis, where heights compare best. */
export const severityOrder = ["critical", "warning", "info"] as const satisfies readonly Severity[];

export const severityLabels: Record<Severity, string> = {
  critical: "Critical",
  warning: "Warning",
  info: "Info",
};

/** Names of our own colours: Tremor builds its classes from them, globals.css keeps these in the style sheet. */
export const chartColors: Record<Exclude<Tone, "neutral">, string> = {
  critical: "critical",
  warning: "warning",
  info: "info",
  resolved: "resolved",
  acknowledged: "acknowledged",
  muted: "muted",
  accent: "accent",
};

/** The same as values, for what is drawn by hand and for the graph. */
export function chartVariable(tone: Exclude<Tone, "neutral">): string {
  return `var(--${tone})`;
}
