import { and, eq, inArray, sql } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { dueWork } from "@/drizzle/schema/kernel";
import type { Context } from "@/server/kernel";
import { getOrganizationSettings } from "@/server/tenancy";
import { changeIncident, emitChange } from "../change";
import { type SettleDecision, settle } from "../core/settle";
import { IncidentReopened, IncidentResolved, IncidentUpdated } from "../events";
import { type IncidentRow, lockIncidents } from "../queries";
import { addTimelineEntries } from "../timeline/entries";
import { NO_ALERTS, type Tally, tallyIncidents } from "./tally";

/** The name under which `due_work` remembers that an organization's incidents want looking at. */
export const QUIET_SWEEP = "incidents.quiet";

// When the sweep takes over what a run that died has left.
const LEFT_UNSETTLED_MS = 30_000;

type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId" | "actor" | "emit">;

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
  const tallyOf = await tallyIncidents(context.tx, ids);
  const settings = await getOrganizationSettings(context.tx);
  const times = { quietMs: settings.quietMinutes * 60_000, reopenMs: settings.reopenMinutes * 60_000 };
  let dueAt: Date | null = null;
  for (const row of rows) {
    const tally = tallyOf.get(row.id) ?? NO_ALERTS;
    const decision = settle(row, tally, times, context.now);
    if (decision.dueAt && (!dueAt || decision.dueAt < dueAt)) dueAt = decision.dueAt;
    const patch = patchOf(row, tally, decision);
    if (!differs(row, patch)) continue;
    const changed = await changeIncident(context, row.id, patch, undefined, "The incident is gone.");
    await report(context, row, changed, decision);
  }
  await context.tx
    .update(incidents)
    .set({ unsettled: false })
    .where(and(inArray(incidents.id, ids), eq(incidents.unsettled, true)));
  if (dueAt) await scheduleQuiet(context, dueAt);
}

/**
 * Notes that alerts of these incidents have changed, for whoever settles next: correlation right after its batch, else
 * the sweep. Deriving them at once would hold the rows of the batch's alerts while whole incidents are counted.
 */
export async function markUnsettled(context: Writer, incidentIds: string[]): Promise<void> {
  if (!incidentIds.length) return;
  await context.tx
    .update(incidents)
    .set({ unsettled: true })
    .where(and(inArray(incidents.id, [...new Set(incidentIds)]), eq(incidents.unsettled, false)));
  await scheduleQuiet(context, new Date(context.now.getTime() + LEFT_UNSETTLED_MS));
}

/** Ids of incidents that wait to be settled, in the order of their ids. */
export async function unsettledIds(tx: Context["tx"], limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(eq(incidents.unsettled, true))
    .orderBy(incidents.id)
    .limit(limit);
  return rows.map((row) => row.id);
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
