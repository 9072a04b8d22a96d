import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { severities } from "../../server/alerts/schema";
import { correlationMethods, impacts, incidentStatuses, timelineTypes } from "../../server/incidents/schema";
import { instant, oneOf } from "../columns";
import { tenantTable } from "../tenant-table";

export const incidents = tenantTable(
  "incidents",
  {
    id: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    titleSetBy: text(),
    description: text(),
    status: text({ enum: incidentStatuses }).notNull(),
    severity: text({ enum: severities }).notNull(),
    severitySetBy: text(),
    correlationMethod: text({ enum: correlationMethods }).notNull(),
    rootCauseAlertId: uuid(),
    affectedServices: text().array().notNull().default([]),
    affectedEnvironments: text().array().notNull().default([]),
    estimatedImpact: text({ enum: impacts }),
    customerImpact: boolean().notNull().default(false),
    startedAt: instant().notNull(),
    detectedAt: instant().notNull(),
    lastAlertAt: instant().notNull(),
    acknowledgedAt: instant(),
    acknowledgedBy: text(),
    acknowledgedById: uuid(),
    mitigatedAt: instant(),
    clearedAt: instant(),
    resolvedAt: instant(),
    resolvedBy: text(),
    assignedTo: uuid(),
    assignedTeam: text(),
    postmortemUrl: text(),
    lessonsLearned: text(),
    mergedInto: uuid(),
    previousId: uuid(),
    alertCount: integer().notNull().default(0),
    firingCount: integer().notNull().default(0),
    // Its alerts have changed since its counts, severity and status were last derived from them.
    unsettled: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("incidents_number").on(t.organizationId, t.number),
    index("incidents_open").on(t.organizationId, t.id.desc().nullsFirst()).where(sql`resolved_at is null`),
    index("incidents_updated").on(t.organizationId, t.updatedAt),
    index("incidents_cleared")
      .on(t.organizationId, t.clearedAt)
      .where(sql`cleared_at is not null and resolved_at is null`),
    index("incidents_unsettled").on(t.organizationId, t.id).where(sql`unsettled`),
    oneOf("incidents_status_known", t.status, incidentStatuses),
    oneOf("incidents_severity_known", t.severity, severities),
    oneOf("incidents_method_known", t.correlationMethod, correlationMethods),
  ],
);

/** The last INC number given out; its row is the lock that keeps numbers gapless and unique. */
export const incidentCounters = tenantTable("incident_counters", { last: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.organizationId] }),
]);

export const incidentAlerts = tenantTable(
  "incident_alerts",
  {
    id: uuid().notNull(),
    incidentId: uuid().notNull(),
    alertId: uuid().notNull(),
    addedAt: instant().notNull(),
    addedBy: text(),
    isRootCause: boolean().notNull().default(false),
    method: text({ enum: correlationMethods }).notNull(),
    score: doublePrecision().notNull(),
    evidence: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    sentence: text().notNull(),
  },
  (t) => [
    uniqueIndex("incident_alerts_alert").on(t.organizationId, t.alertId),
    index().on(t.organizationId, t.incidentId),
    oneOf("incident_alerts_method_known", t.method, correlationMethods),
  ],
);

/** What happened, in order; comments are entries too, so page and endpoint have one source. */
export const timelineEntries = tenantTable(
  "timeline_entries",
  {
    id: uuid().notNull(),
    incidentId: uuid().notNull(),
    type: text({ enum: timelineTypes }).notNull(),
    timestamp: instant().notNull(),
    title: text().notNull(),
    severity: text({ enum: severities }),
    status: text(),
    details: text().notNull().default(""),
    alertId: uuid(),
    actorId: uuid(),
    actorName: text(),
  },
  (t) => [
    index().on(t.organizationId, t.incidentId, t.timestamp),
    oneOf("timeline_entries_type_known", t.type, timelineTypes),
  ],
);
