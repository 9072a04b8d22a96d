import { alerts } from "@/drizzle/schema/alerts";
import type { Alert } from "./schema";

export type AlertRow = typeof alerts.$inferSelect;

/** The columns that make an Alert; bookkeeping such as the dedup key and the correlation mark stays behind. */
export const alertColumns = {
  id: alerts.id,
  alertName: alerts.alertName,
  severity: alerts.severity,
  sourceSeverity: alerts.sourceSeverity,
  status: alerts.status,
  kind: alerts.kind,
  mutedBy: alerts.mutedBy,
  flapping: alerts.flapping,
  stale: alerts.stale,
  service: alerts.service,
  environment: alerts.environment,
  instance: alerts.instance,
  labels: alerts.labels,
  annotations: alerts.annotations,
  fingerprint: alerts.fingerprint,
  timestamp: alerts.timestamp,
  lastSeenAt: alerts.lastSeenAt,
  acknowledgedAt: alerts.acknowledgedAt,
  resolvedAt: alerts.resolvedAt,
  resolvedReason: alerts.resolvedReason,
  repeatCount: alerts.repeatCount,
  value: alerts.value,
  source: alerts.source,
  sourceUrl: alerts.sourceUrl,
  integrationId: alerts.integrationId,
  teamId: alerts.teamId,
  incidentId: alerts.incidentId,
  previousId: alerts.previousId,
} as const satisfies Record<keyof Alert, unknown>;
