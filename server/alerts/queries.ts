import { and, asc, desc, eq, inArray } from "drizzle-orm";
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
