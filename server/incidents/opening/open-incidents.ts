import { sql } from "drizzle-orm";
import { incidentAlerts, incidentCounters, incidents } from "@/drizzle/schema/incidents";
import type { Alert, Severity } from "@/server/alerts/schema";
import { type Context, describeActor } from "@/server/kernel";
import { emitChange } from "../change";
import { summarize } from "../core/summarize";
import { IncidentOpened } from "../events";
import type { IncidentRow } from "../queries";
import type { CorrelationMethod, LinkEvidence } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId" | "actor" | "emit">;

export type NewIncident = {
  id: string;
  alerts: Alert[];
  method: CorrelationMethod;
  previousId?: string | null;
  /** Given where a person declared it; else the alerts say. */
  title?: string;
  description?: string | null;
  severity?: Severity;
  services?: string[];
  environments?: string[];
  /** Carried over by a split whose alerts were acknowledged. */
  acknowledged?: Pick<IncidentRow, "acknowledgedAt" | "acknowledgedBy" | "acknowledgedById"> | null;
};

/** Takes the next `count` numbers of the organization; the counter's row lock keeps them unique. */
async function takeNumbers(context: Writer, count: number): Promise<number> {
  const [row] = await context.tx
    .insert(incidentCounters)
    .values({ organizationId: context.organizationId, last: count })
    .onConflictDoUpdate({
      target: incidentCounters.organizationId,
      set: { last: sql`${incidentCounters.last} + ${count}` },
    })
    .returning({ last: incidentCounters.last });
  return (row?.last ?? count) - count + 1;
}

const union = (a: string[], b: string[]) => [...new Set([...a, ...b])].sort();

/** Opens incidents with their first alerts in two statements, however many; links are `linkAlerts`'. */
export async function openIncidents(context: Writer, opened: NewIncident[]): Promise<IncidentRow[]> {
  if (!opened.length) return [];
  const first = await takeNumbers(context, opened.length);
  const actor = describeActor(context.actor);
  const values = opened.map((incident, index): typeof incidents.$inferInsert => {
    const summary = summarize(incident.alerts);
    const last = Math.max(...incident.alerts.map((alert) => alert.timestamp.getTime()), 0);
    return {
      organizationId: context.organizationId,
      id: incident.id,
      number: first + index,
      title: incident.title ?? summary?.title ?? "Incident",
      titleSetBy: incident.title ? actor.name : null,
      description: incident.description ?? null,
      status: incident.acknowledged?.acknowledgedAt ? "investigating" : "open",
      severity: incident.severity ?? summary?.severity ?? "warning",
      severitySetBy: incident.severity ? actor.name : null,
      correlationMethod: incident.method,
      rootCauseAlertId: summary?.rootCauseAlertId ?? null,
      affectedServices: union(incident.services ?? [], summary?.affectedServices ?? []),
      affectedEnvironments: union(incident.environments ?? [], summary?.affectedEnvironments ?? []),
      startedAt: summary?.startedAt ?? context.now,
      detectedAt: context.now,
      lastAlertAt: last ? new Date(last) : context.now,
      ...(incident.acknowledged ?? {}),
      previousId: incident.previousId ?? null,
      alertCount: incident.alerts.length,
      firingCount: incident.alerts.filter((alert) => !alert.resolvedAt).length,
      createdBy: actor.name,
      createdAt: context.now,
      updatedAt: context.now,
    };
  });
  const rows = await context.tx.insert(incidents).values(values).returning();
  await addTimelineEntries(
    context,
    rows.map((row) => ({
      incidentId: row.id,
      type: "status" as const,
      status: row.status,
      severity: row.severity,
      title: row.correlationMethod === "manual" ? `Declared by ${actor.name}` : "Incident opened",
      details: row.title,
      byActor: row.correlationMethod === "manual",
    })),
  );
  for (const row of rows) emitChange(context, IncidentOpened, row);
  return rows;
}

export type NewLink = { incidentId: string; alert: Alert; link: LinkEvidence; byPerson?: boolean };

/** Links alerts to incidents with the evidence, and tells the timelines; the alerts' own `incident_id` is the caller's to set. */
export async function linkAlerts(context: Writer, links: NewLink[]): Promise<void> {
  if (!links.length) return;
  const actor = describeActor(context.actor);
  const rows = links.map(({ incidentId, alert, link, byPerson }) => ({
    organizationId: context.organizationId,
    id: context.newId(),
    incidentId,
    alertId: alert.id,
    addedAt: context.now,
    addedBy: byPerson ? actor.name : null,
    method: link.method,
    score: link.score,
    evidence: link.evidence,
    sentence: link.sentence,
  }));
  for (let start = 0; start < rows.length; start += 1000)
    await context.tx
      .insert(incidentAlerts)
      .values(rows.slice(start, start + 1000))
      .onConflictDoUpdate({
        target: [incidentAlerts.organizationId, incidentAlerts.alertId],
        set: {
          incidentId: sql`excluded.incident_id`,
          addedAt: sql`excluded.added_at`,
          addedBy: sql`excluded.added_by`,
          method: sql`excluded.method`,
          score: sql`excluded.score`,
          evidence: sql`excluded.evidence`,
          sentence: sql`excluded.sentence`,
          isRootCause: false,
        },
      });
  await addTimelineEntries(
    context,
    links.flatMap(({ incidentId, alert, link }) => [
      {
        incidentId,
        type: "alert" as const,
        timestamp: alert.timestamp,
        severity: alert.severity,
        status: "firing",
        title: `Alert: ${alert.alertName}${alert.service ? ` on ${alert.service}` : ""}`,
        details: alert.annotations.description ?? alert.annotations.summary ?? link.sentence,
        alertId: alert.id,
        byActor: false,
      },
      ...(alert.resolvedAt ? [clearedEntry(incidentId, alert)] : []),
    ]),
  );
}

/** The entry that says an alert has ended. */
export const clearedEntry = (incidentId: string, alert: Alert) => ({
  incidentId,
  type: "alert" as const,
  timestamp: alert.resolvedAt ?? alert.lastSeenAt,
  severity: alert.severity,
  status: "resolved",
  title: `Cleared: ${alert.alertName}${alert.service ? ` on ${alert.service}` : ""}`,
  details: alert.resolvedReason === "person" ? "Closed by a person." : "",
  alertId: alert.id,
  byActor: false,
});
