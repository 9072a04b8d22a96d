import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { alerts } from "@/drizzle/schema/alerts";
import { incidents } from "@/drizzle/schema/incidents";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { severities } from "@/server/alerts/enums";
import { decodeCursor, isUuid, NotFoundError, page, type Tx } from "@/server/kernel";
import type { Incident, ListIncidentsInput } from "./schema";

export type IncidentRow = typeof incidents.$inferSelect;

export const referenceOf = (number: number): string => `INC-${number}`;

const selected = () => ({ ...getTableColumns(incidents), assignedToName: organizationMembers.name });
const base = (tx: Tx) =>
  tx
    .select(selected())
    .from(incidents)
    .leftJoin(
      organizationMembers,
      and(
        eq(organizationMembers.organizationId, incidents.organizationId),
        eq(organizationMembers.userId, incidents.assignedTo),
      ),
    );

export const toIncident = (row: IncidentRow & { assignedToName?: string | null }): Incident => ({
  ...row,
  reference: referenceOf(row.number),
  assignedToName: row.assignedToName ?? null,
});

const byReference = (reference: string): SQL =>
  isUuid(reference) ? eq(incidents.id, reference) : eq(incidents.number, Number(reference.slice(4)));

/** The incident with this id or INC-42, or NotFoundError. One statement. */
export async function getIncident(tx: Tx, reference: string): Promise<Incident> {
  const [row] = await base(tx).where(byReference(reference)).limit(1);
  if (!row) throw new NotFoundError("The incident");
  return toIncident(row);
}

/**
 * Every change of an organization's incidents takes this lock first. Correlation locks alerts before incidents and people
 * the other way round; without one door in front of both they would wait for each other.
 */
export async function holdIncidents(tx: Tx): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('incidents/' || current_setting('app.organization_id'), 0))`,
  );
}

/** The same row, locked until the transaction ends, for decisions that must not be overtaken. */
export async function lockIncident(tx: Tx, reference: string): Promise<IncidentRow> {
  await holdIncidents(tx);
  const [row] = await tx.select().from(incidents).where(byReference(reference)).for("update");
  if (!row) throw new NotFoundError("The incident");
  return row;
}

/** Locks several in the order of their ids, so that two transactions cannot wait for each other. */
export async function lockIncidents(tx: Tx, ids: string[]): Promise<IncidentRow[]> {
  if (!ids.length) return [];
  await holdIncidents(tx);
  return tx.select().from(incidents).where(inArray(incidents.id, ids)).orderBy(incidents.id).for("update");
}

const viewConditions: Record<ListIncidentsInput["view"], (userId: string | null) => SQL | undefined> = {
  open: () => isNull(incidents.resolvedAt),
  unacknowledged: () => and(isNull(incidents.resolvedAt), isNull(incidents.acknowledgedAt)),
  mine: (userId) =>
    userId ? and(isNull(incidents.resolvedAt), eq(incidents.assignedTo, userId)) : sql`false`,
  resolved: () => isNotNull(incidents.resolvedAt),
  all: () => undefined,
};

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

const worstFirst = sql<number>`array_position(array['critical', 'warning', 'info'], ${incidents.severity})`;
const AfterSeverity = z.tuple([z.number().int(), z.uuid()]);

/**
 * One page of incidents. Newest first is a walk of the primary key, `limit` + 1 rows; worst first sorts what the view
 * holds, which is meant for what is open.
 */
export async function listIncidentRows(tx: Tx, input: ListIncidentsInput, userId: string | null) {
  const isWorstFirst = input.order === "severity";
  const number = /^inc-(\d+)$/i.exec(input.search ?? "")?.[1];
  const rows = await base(tx)
    .where(
      and(
        viewConditions[input.view](userId),
        input.status ? eq(incidents.status, input.status) : undefined,
        input.severity ? eq(incidents.severity, input.severity) : undefined,
        input.service ? sql`${input.service} = any(${incidents.affectedServices})` : undefined,
        number
          ? eq(incidents.number, Number(number))
          : input.search
            ? sql`${incidents.title} ilike ${`%${escapeLike(input.search)}%`}`
            : undefined,
        input.cursor ? beyond(input.cursor, isWorstFirst) : undefined,
      ),
    )
    .orderBy(...(isWorstFirst ? [worstFirst] : []), desc(incidents.id))
    .limit(input.limit + 1);
  return page(rows.map(toIncident), input.limit, (last) =>
    isWorstFirst ? [severities.indexOf(last.severity) + 1, last.id] : last.id,
  );
}

function beyond(cursor: string, isWorstFirst: boolean): SQL {
  if (!isWorstFirst) return lt(incidents.id, decodeCursor(cursor, z.uuid()));
  const [rank, id] = decodeCursor(cursor, AfterSeverity);
  return sql`(${worstFirst} > ${rank} or (${worstFirst} = ${rank} and ${incidents.id} < ${id}::uuid))`;
}

/** Whether a person belongs to the organization; assignments to others are refused. */
export async function isMember(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ userId: organizationMembers.userId })
    .from(organizationMembers)
    .where(eq(organizationMembers.userId, userId))
    .limit(1);
  return rows.length > 0;
}

/** Open incidents whose last new episode lies within the given span, at most 1,000, newest first. */
export function openIncidentsBetween(
  tx: Tx,
  from: Date,
  until: Date,
): Promise<{ id: string; lastAlertAt: Date }[]> {
  return tx
    .select({ id: incidents.id, lastAlertAt: incidents.lastAlertAt })
    .from(incidents)
    .where(
      and(
        isNull(incidents.resolvedAt),
        isNull(incidents.mergedInto),
        sql`${incidents.lastAlertAt} between ${from.toISOString()} and ${until.toISOString()}`,
      ),
    )
    .orderBy(desc(incidents.id))
    .limit(1000);
}

/** For each given alert, the incident it is or was in and how that ended: where a new episode of its key may return to. */
export function incidentsOfAlerts(tx: Tx, alertIds: string[]) {
  if (!alertIds.length) return Promise.resolve([]);
  return tx
    .select({
      alertId: alerts.id,
      incidentId: incidents.id,
      resolvedAt: incidents.resolvedAt,
      mergedInto: incidents.mergedInto,
    })
    .from(alerts)
    .innerJoin(
      incidents,
      and(eq(incidents.organizationId, alerts.organizationId), eq(incidents.id, alerts.incidentId)),
    )
    .where(inArray(alerts.id, alertIds));
}
