export type Severity = "critical" | "warning" | "info";

/** A colour that means a state. `neutral` means none, `accent` means that it can be acted on. */
export type Tone = Severity | "resolved" | "acknowledged" | "muted" | "accent" | "neutral";

export const toneText: Record<Tone, string> = {
  critical: "text-critical-text",
  warning: "text-warning-text",
  info: "text-info-text",
  resolved: "text-resolved-text",
  acknowledged: "text-acknowledged-text",
  muted: "text-muted-text",
  accent: "text-accent-text",
  neutral: "text-secondary",
};

export const toneMark: Record<Tone, string> = {
  critical: "text-critical",
  warning: "text-warning",
  info: "text-info",
  resolved: "text-resolved",
  acknowledged: "text-acknowledged",
  muted: "text-muted",
  accent: "text-accent-text",
  neutral: "text-foreground",
};

export const toneSoft: Record<Tone, string> = {
  critical: "bg-critical-soft border-critical-line text-critical-text",
  warning: "bg-warning-soft border-warning-line text-warning-text",
  info: "bg-info-soft border-info-line text-info-text",
  resolved: "bg-resolved-soft border-resolved-line text-resolved-text",
  acknowledged: "bg-acknowledged-soft border-acknowledged-line text-acknowledged-text",
  muted: "bg-muted-soft border-muted-line text-muted-text",
  accent: "bg-accent-soft border-accent-line text-accent-text",
  neutral: "bg-transparent border-line-strong text-secondary",
};
