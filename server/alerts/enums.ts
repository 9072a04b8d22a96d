// Names alone: what a browser needs of a schema without the validator behind it.
export { severities } from "../integrations/enums";

export const alertStatuses = ["firing", "acknowledged", "resolved"] as const;

export const resolvedReasons = ["source", "person", "expired", "reconciled"] as const;

export const alertChips = [
  "firing",
  "acknowledged",
  "muted",
  "flapping",
  "stale",
  "mine",
  "resolved",
] as const;
