import { inArray, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import { incidents } from "@/drizzle/schema/incidents";
import { dueWork } from "@/drizzle/schema/kernel";
import type { Context } from "@/server/kernel";
import { getOrganizationSettings } from "@/server/tenancy";
import { changeIncident, emitChange } from "../change";
import { type AlertTally, type SettleDecision, settle } from "../core/settle";
import { type SummaryAlert, summarize } from "../core/summarize";
import { IncidentReopened, IncidentResolved, IncidentUpdated } from "../events";
import { type IncidentRow, lockIncidents } from "../queries";
import { addTimelineEntries } from "../timeline/entries";

/** The name under which `due_work` remembers that an incident's quiet time ends. */
export const QUIET_SWEEP = "incidents.quiet";

type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId" | "actor" | "emit">;
type Tally = AlertTally & { lastAlertAt: Date | null; firing: number };

// A summary needs the distinct services and the leading alerts, not ten thousand rows.
const SUMMARY_ALERTS = 500;

async function tallies(context: Writer, ids: string[]): Promise<Map<string, Tally>> {
  const counted = await context.tx
    .select({
      incidentId: alerts.incidentId,
      total: sql<number>`count(*)::int`,
      firing: sql<number>`count(*) filter (where ${alerts.resolvedAt} is null)::int`,
      holding: sql<number>`count(*) filter (where ${alerts.resolvedAt} is null and not ${alerts.stale})::int`,
      lastClearedAt: sql<string | null>`max(${alerts.resolvedAt})`,
      lastAlertAt: sql<string | null>`max(${alerts.timestamp})`,
    })
    .from(alerts)
    .where(inArray(alerts.incidentId, ids))
    .groupBy(alerts.incidentId);
  const ranked = context.tx
    .select({
      id: alerts.id,
      incidentId: alerts.incidentId,
      alertName: alerts.alertName,
      severity: alerts.severity,
      service: alerts.service,
      environment: alerts.environment,
      timestamp: alerts.timestamp,
      place:
        sql<number>`row_number() over (partition by ${alerts.incidentId}, ${alerts.service}, ${alerts.environment}, ${alerts.severity} order by ${alerts.timestamp}, ${alerts.id})`.as(
          "place",
        ),
    })
    .from(alerts)
    .where(inArray(alerts.incidentId, ids))
    .as("ranked");
  const leading = await context.tx
    .select()
    .from(ranked)
    .where(sql`${ranked.place} = 1`)
    .limit(SUMMARY_ALERTS * ids.length);
  const byIncident = new Map<string, SummaryAlert[]>();
  for (const row of leading) {
    const list = byIncident.get(row.incidentId ?? "") ?? [];
    list.push(row);
    byIncident.set(row.incidentId ?? "", list);
  }
  return new Map(
    counted.map((row) => [
      row.incidentId ?? "",
      {
        total: row.total,
        firing: row.firing,
        holding: row.holding,
        lastClearedAt: row.lastClearedAt ? new Date(row.lastClearedAt) : null,
        lastAlertAt: row.lastAlertAt ? new Date(row.lastAlertAt) : null,
        summary: summarize(byIncident.get(row.incidentId ?? "") ?? []),
      },
    ]),
  );
}

function patchOf(row: IncidentRow, tally: Tally, decision: SettleDecision) {
  const { summary } = tally;
  return {
    severity: decision.severity,
    clearedAt: decision.clearedAt,
    alertCount: tally.total,
    firingCount: tally.firing,
    lastAlertAt:
      tally.lastAlertAt && tally.lastAlertAt > row.lastAlertAt ? tally.lastAlertAt : row.lastAlertAt,
    ...(summary
      ? {
          affectedServices: summary.affectedServices,
          affectedEnvironments: summary.affectedEnvironments,
          startedAt:
            row.correlationMethod === "manual" && row.startedAt < summary.startedAt
              ? row.startedAt
              : summary.startedAt,
          ...(row.titleSetBy ? {} : { title: summary.title }),
          ...(row.rootCauseAlertId ? {} : { rootCauseAlertId: summary.rootCauseAlertId }),
        }
      : {}),
    ...(decision.resolveAt
      ? { status: "resolved" as const, resolvedAt: decision.resolveAt, resolvedBy: null }
      : decision.reopen
        ? {
            status: row.acknowledgedAt ? ("investigating" as const) : ("open" as const),
            resolvedAt: null,
            resolvedBy: null,
          }
        : {}),
  };
}

/**
 * Brings incidents up to date with their alerts: counts, services, severity, title, clearing, reopening, the end after
 * quiet. Two reads and one update per incident that changed. Incidents are locked in the order of their ids.
 */
export async function settleIncidents(context: Writer, incidentIds: string[]): Promise<void> {
  const ids = [...new Set(incidentIds)];
  if (!ids.length) return;
  const rows = await lockIncidents(context.tx, ids);
  const tallyOf = await tallies(context, ids);
  const settings = await getOrganizationSettings(context.tx);
  const times = { quietMs: settings.quietMinutes * 60_000, reopenMs: settings.reopenMinutes * 60_000 };
  const none: Tally = {
    total: 0,
    firing: 0,
    holding: 0,
    lastClearedAt: null,
    lastAlertAt: null,
    summary: null,
  };
  let dueAt: Date | null = null;
  for (const row of rows) {
    const tally = tallyOf.get(row.id) ?? none;
    const decision = settle(row, tally, times, context.now);
    if (decision.dueAt && (!dueAt || decision.dueAt < dueAt)) dueAt = decision.dueAt;
    const patch = patchOf(row, tally, decision);
    if (!differs(row, patch)) continue;
    const changed = await changeIncident(context, row.id, patch, undefined, "The incident is gone.");
    await report(context, row, changed, decision);
  }
  if (dueAt) await scheduleQuiet(context, dueAt);
}

const differs = (row: IncidentRow, patch: Partial<IncidentRow>): boolean =>
  Object.entries(patch).some(
    ([key, value]) => JSON.stringify(row[key as keyof IncidentRow]) !== JSON.stringify(value),
  );

async function report(
  context: Writer,
  before: IncidentRow,
  after: IncidentRow,
  decision: SettleDecision,
): Promise<void> {
  if (decision.resolveAt) {
    await addTimelineEntries(context, [
      {
        incidentId: after.id,
        type: "status",
        status: "resolved",
        title: "Resolved",
        details: "Every alert has cleared and stayed clear.",
        byActor: false,
      },
    ]);
    return emitChange(context, IncidentResolved, after);
  }
  if (decision.reopen) {
    await addTimelineEntries(context, [
      {
        incidentId: after.id,
        type: "status",
        status: after.status,
        title: "Reopened",
        details: "An alert fired again shortly after the incident was resolved.",
        byActor: false,
      },
    ]);
    return emitChange(context, IncidentReopened, after);
  }
  if (before.severity !== after.severity)
    await addTimelineEntries(context, [
      {
        incidentId: after.id,
        type: "status",
        severity: after.severity,
        title: `Severity raised to ${after.severity}`,
        details: `It was ${before.severity}; an alert is worse.`,
        byActor: false,
      },
    ]);
  emitChange(context, IncidentUpdated, after);
}

/** Remembers when the sweep has to look at this organization; the earlier of two instants stays. */
export async function scheduleQuiet(
  context: Pick<Writer, "tx" | "organizationId">,
  dueAt: Date,
): Promise<void> {
  await context.tx
    .insert(dueWork)
    .values({ organizationId: context.organizationId, sweep: QUIET_SWEEP, dueAt })
    .onConflictDoUpdate({
      target: [dueWork.organizationId, dueWork.sweep],
      set: { dueAt: sql`least(${dueWork.dueAt}, excluded.due_at)` },
    });
}

const cleared = sql`${incidents.clearedAt} is not null and ${incidents.resolvedAt} is null`;

/** Ids of open incidents whose alerts had all cleared by the given instant, oldest first. */
export async function clearedIncidentIds(tx: Context["tx"], by: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(sql`${cleared} and ${incidents.clearedAt} <= ${by.toISOString()}`)
    .orderBy(incidents.clearedAt)
    .limit(limit);
  return rows.map((row) => row.id);
}

/** When the first of the open incidents that have cleared did so; null without any. */
export async function earliestCleared(tx: Context["tx"]): Promise<Date | null> {
  const [row] = await tx
    .select({ at: sql<string | null>`min(${incidents.clearedAt})` })
    .from(incidents)
    .where(cleared);
  return row?.at ? new Date(row.at) : null;
}
