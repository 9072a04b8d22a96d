import { inArray, sql } from "drizzle-orm";
import { alerts, incidentPlaces } from "@/drizzle/schema/alerts";
import type { Tx } from "@/server/kernel";
import { type Placed, placesOf } from "./places";

/** Adds the places of alerts to the incidents they are in: one statement, about two rows for each new alert. */
export async function recordPlaces(tx: Tx, placed: { incidentId: string; alert: Placed }[]): Promise<void> {
  const rows = new Map<string, { incident_id: string; place: string }>();
  for (const { incidentId, alert } of placed)
    for (const { id } of placesOf(alert)) rows.set(incidentId + id, { incident_id: incidentId, place: id });
  if (!rows.size) return;
  await tx.execute(sql`
    insert into ${incidentPlaces} (organization_id, incident_id, place)
    select current_setting('app.organization_id')::uuid, incident_id, place
    from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(incident_id uuid, place uuid)
    order by place, incident_id
    on conflict do nothing`);
}

/** Derives the places of incidents afresh, after people have moved alerts: reads every alert of these incidents. */
export async function rebuildPlaces(tx: Tx, incidentIds: string[]): Promise<void> {
  if (!incidentIds.length) return;
  await tx.delete(incidentPlaces).where(inArray(incidentPlaces.incidentId, incidentIds));
  const members = await tx
    .select({
      incidentId: sql<string>`${alerts.incidentId}`,
      service: alerts.service,
      environment: alerts.environment,
      labels: alerts.labels,
    })
    .from(alerts)
    .where(inArray(alerts.incidentId, incidentIds));
  await recordPlaces(
    tx,
    members.map(({ incidentId, ...alert }) => ({ incidentId, alert })),
  );
}

/** Which of these incidents have an alert at one of these places. At most one probe per place and incident. */
export function incidentsAtPlaces(
  tx: Tx,
  places: string[],
  incidentIds: string[],
): Promise<{ incidentId: string; place: string }[]> {
  if (!places.length || !incidentIds.length) return Promise.resolve([]);
  return tx
    .select({ incidentId: incidentPlaces.incidentId, place: incidentPlaces.place })
    .from(incidentPlaces)
    .where(
      sql`${incidentPlaces.place} = any(${`{${places}}`}::uuid[]) and ${incidentPlaces.incidentId} = any(${`{${incidentIds}}`}::uuid[])`,
    );
}
