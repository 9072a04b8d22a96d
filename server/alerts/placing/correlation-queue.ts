import { asc, inArray, isNull, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import type { Tx } from "@/server/kernel";
import { alertColumns } from "../rows";
import type { Alert } from "../schema";
import { rebuildPlaces } from "./incident-places";

/**
 * The next alerts that opened, cleared or grew worse since correlation last looked, earliest start first. Not locked, so that
 * no delivery waits for correlation. Give what was read to `markCorrelated` as `seen`, and call that late: it locks. Two
 * readers at once would see the same alerts: hold the incidents first.
 */
export const readUncorrelated = (tx: Tx, limit: number): Promise<Alert[]> =>
  tx
    .select(alertColumns)
    .from(alerts)
    .where(isNull(alerts.correlatedAt))
    .orderBy(asc(alerts.timestamp), asc(alerts.id))
    .limit(limit);

type Seen = Pick<Alert, "severity" | "resolvedAt">;

/**
 * Takes alerts off the queue and stores the incident each is in now; null where it is in none. One that has ended or
 * grown worse since it was `seen` gets its incident and stays on the queue.
 */
export async function markCorrelated(
  tx: Tx,
  rows: { id: string; incidentId: string | null; seen?: Seen }[],
  now: Date,
): Promise<void> {
  if (!rows.length) return;
  const list = rows.map(({ id, incidentId, seen }) => ({
    id,
    incident_id: incidentId,
    severity: seen?.severity ?? null,
    resolved: seen ? seen.resolvedAt !== null : null,
  }));
  await tx.execute(sql`
    update ${alerts} a set incident_id = r.incident_id, correlated_at = case
      when r.severity is null or (a.severity = r.severity and (a.resolved_at is not null) = r.resolved)
      then ${now.toISOString()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, incident_id uuid, severity text, resolved boolean)
    where a.id = any(${`{${rows.map(({ id }) => id)}}`}::uuid[]) and a.id = r.id`);
}

/**
 * Moves alerts into an incident, or out of any with null. Also takes them off the queue: whoever moves them counts the
 * incidents on both sides afresh. Their places are derived here.
 */
export async function setIncident(
  tx: Tx,
  alertIds: string[],
  incidentId: string | null,
  now: Date,
): Promise<void> {
  if (!alertIds.length) return;
  const left = await tx
    .selectDistinct({ incidentId: alerts.incidentId })
    .from(alerts)
    .where(inArray(alerts.id, alertIds));
  await tx.update(alerts).set({ incidentId, correlatedAt: now }).where(inArray(alerts.id, alertIds));
  const touched = new Set([...left.map((row) => row.incidentId), incidentId]);
  await rebuildPlaces(
    tx,
    [...touched].filter((id) => id !== null),
  );
}
