import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { alerts } from "@/drizzle/schema/alerts";
import type { Tx } from "@/server/kernel";
import { alertColumns } from "./rows";
import type { Alert, AlertDetail, AlertFacets } from "./schema";

/** Every alert of an incident, earliest start first. */
export const alertsOfIncident = (tx: Tx, incidentId: string): Promise<Alert[]> =>
  tx
    .select(alertColumns)
    .from(alerts)
    .where(eq(alerts.incidentId, incidentId))
    .orderBy(asc(alerts.timestamp), asc(alerts.id));

/** Where an alert stands among those of its incident: cause first, then what fires, then the worst, then the earliest. */
export const IncidentPlaceInOrder = z.tuple([
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.coerce.date(),
  z.uuid(),
]);
export type IncidentPlaceInOrder = z.infer<typeof IncidentPlaceInOrder>;

/**
 * At most `limit` alerts of an incident in the order in which a person wants them, after the given place; with the place of
 * each. An incident of a storm has ten thousand: one statement reads them by index and keeps `limit`.
 */
export async function leadingAlerts(
  tx: Tx,
  incident: { id: string; rootCauseAlertId: string | null },
  limit: number,
  after: IncidentPlaceInOrder | null,
): Promise<{ alert: Alert; place: IncidentPlaceInOrder }[]> {
  const notCause = sql<number>`(${alerts.id} is distinct from ${incident.rootCauseAlertId}::uuid)::int`;
  const cleared = sql<number>`(${alerts.resolvedAt} is not null)::int`;
  const rank = sql<number>`array_position(array['critical', 'warning', 'info'], ${alerts.severity})`;
  const beyond: SQL | undefined = after
    ? sql`(${notCause}, ${cleared}, ${rank}, ${alerts.timestamp}, ${alerts.id}) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3].toISOString()}, ${after[4]}::uuid)`
    : undefined;
  const rows = await tx
    .select({ ...alertColumns, notCause, cleared, rank })
    .from(alerts)
    .where(and(eq(alerts.incidentId, incident.id), beyond))
    .orderBy(notCause, cleared, rank, asc(alerts.timestamp), asc(alerts.id))
    .limit(limit);
  return rows.map(({ notCause, cleared, rank, ...alert }) => ({
    alert,
    place: [notCause, cleared, rank, alert.timestamp, alert.id],
  }));
}

/** The alerts with these ids that exist, earliest start first; a caller that needs all of them compares lengths. */
export const getAlerts = (tx: Tx, ids: string[]): Promise<Alert[]> =>
  ids.length
    ? tx
        .select(alertColumns)
        .from(alerts)
        .where(inArray(alerts.id, ids))
        .orderBy(asc(alerts.timestamp), asc(alerts.id))
    : Promise.resolve([]);

/** The episodes of the problem that an alert belongs to, newest first, at most 50. */
export async function episodesOf(tx: Tx, alertId: string): Promise<AlertDetail["episodes"]> {
  const one = tx
    .select({ integrationId: alerts.integrationId, dedupKey: alerts.dedupKey })
    .from(alerts)
    .where(eq(alerts.id, alertId))
    .as("one");
  return tx
    .select({
      id: alerts.id,
      timestamp: alerts.timestamp,
      resolvedAt: alerts.resolvedAt,
      resolvedReason: alerts.resolvedReason,
      repeatCount: alerts.repeatCount,
    })
    .from(alerts)
    .innerJoin(one, and(eq(alerts.integrationId, one.integrationId), eq(alerts.dedupKey, one.dedupKey)))
    .orderBy(desc(alerts.timestamp), desc(alerts.id))
    .limit(50);
}

/** Services and environments among the latest 5,000 alerts, by name. */
export async function facets(tx: Tx): Promise<AlertFacets> {
  const latest = tx
    .select({ service: alerts.service, environment: alerts.environment })
    .from(alerts)
    .orderBy(desc(alerts.id))
    .limit(5000)
    .as("latest");
  const rows = await tx.selectDistinct().from(latest);
  const names = (list: (string | null)[]) =>
    [...new Set(list)].filter((name) => name !== null).sort((a, b) => a.localeCompare(b, "en"));
  return {
    services: names(rows.map((row) => row.service)),
    environments: names(rows.map((row) => row.environment)),
  };
}
