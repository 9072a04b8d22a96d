import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { alertKinds, alertStatuses, resolvedReasons, severities } from "../../server/alerts/schema";
import { instant, oneOf, tenantPolicy } from "../columns";
import { tenantTable } from "../tenant-table";

/** `last_seen_at` and `repeat_count` stay out of every index, so that a repeat is a HOT update. */
export const alerts = tenantTable(
  "alerts",
  {
    id: uuid().notNull(),
    integrationId: uuid().notNull(),
    dedupKey: text().notNull(),
    alertName: text().notNull(),
    // Stored, because `lower` is not leakproof: row security would keep an index on the expression from being used.
    alertNameLower: text().generatedAlwaysAs(sql`lower(alert_name)`).notNull(),
    severity: text({ enum: severities }).notNull(),
    sourceSeverity: text(),
    status: text({ enum: alertStatuses }).notNull(),
    kind: text({ enum: alertKinds }).notNull().default("problem"),
    mutedBy: text(),
    flapping: boolean().notNull().default(false),
    stale: boolean().notNull().default(false),
    service: text(),
    environment: text(),
    instance: text(),
    labels: jsonb().$type<Record<string, string>>().notNull(),
    annotations: jsonb().$type<Record<string, string>>().notNull(),
    fingerprint: text().notNull(),
    timestamp: instant().notNull(),
    lastSeenAt: instant().notNull(),
    sourceEventAt: instant().notNull(),
    acknowledgedAt: instant(),
    resolvedAt: instant(),
    resolvedReason: text({ enum: resolvedReasons }),
    repeatCount: integer().notNull().default(0),
    value: text(),
    source: text().notNull(),
    sourceUrl: text(),
    teamId: uuid(),
    incidentId: uuid(),
    previousId: uuid(),
    createdAt: instant().notNull(),
    correlatedAt: instant(),
  },
  (t) => [
    uniqueIndex("alerts_open_key")
      .on(t.organizationId, t.integrationId, t.dedupKey)
      .where(sql`resolved_at is null`),
    index("alerts_key").on(t.organizationId, t.integrationId, t.dedupKey, t.timestamp.desc().nullsFirst()),
    index("alerts_severity").on(t.organizationId, t.severity, t.id.desc().nullsFirst()),
    index("alerts_service").on(t.organizationId, t.service, t.id.desc().nullsFirst()),
    index("alerts_name").on(t.organizationId, t.alertNameLower, t.id.desc().nullsFirst()),
    index("alerts_integration").on(t.organizationId, t.integrationId, t.id.desc().nullsFirst()),
    index("alerts_incident").on(t.organizationId, t.incidentId),
    index("alerts_open")
      .on(t.organizationId, t.severity, t.service, t.id.desc().nullsFirst())
      .where(sql`resolved_at is null`),
    index("alerts_uncorrelated").on(t.organizationId, t.createdAt).where(sql`correlated_at is null`),
    oneOf("alerts_severity_known", t.severity, severities),
    oneOf("alerts_status_known", t.status, alertStatuses),
    oneOf("alerts_kind_known", t.kind, alertKinds),
  ],
);

/** Labels to filter by. No foreign keys: at eight labels an alert they would cost more than the rows. */
export const alertLabels = pgTable(
  "alert_labels",
  {
    organizationId: uuid().notNull(),
    key: text().notNull(),
    value: text().notNull(),
    alertId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.key, t.value, t.alertId] }),
    tenantPolicy(t.organizationId),
  ],
);

/**
 * Where the alerts of an incident are: one row per service, deployment, host or pod in an environment, hashed. Correlation
 * asks which incidents share a place with a new alert; the alerts themselves would be ten thousand rows an answer.
 */
export const incidentPlaces = tenantTable(
  "incident_places",
  { incidentId: uuid().notNull(), place: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.place, t.incidentId] }),
    index("incident_places_incident").on(t.organizationId, t.incidentId),
  ],
);
