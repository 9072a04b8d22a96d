import { inArray, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import type { Alert } from "@/server/alerts/schema";
import { openIncidentsBetween } from "@/server/incidents";
import type { Tx } from "@/server/kernel";
import { type Candidate, joiningLabels } from "./core/correlate";

/** Open incidents near these alerts in time, with the distinct places of their alerts: two statements. */
export async function openCandidates(tx: Tx, fresh: Alert[], windowMs: number): Promise<Candidate[]> {
  if (!fresh.length) return [];
  const times = fresh.map((alert) => alert.timestamp.getTime());
  const near = await openIncidentsBetween(
    tx,
    new Date(Math.min(...times) - windowMs),
    new Date(Math.max(...times) + windowMs),
  );
  if (!near.length) return [];
  const label = (key: string) => sql<string | null>`${alerts.labels} ->> ${sql.raw(`'${key}'`)}`;
  const [deployment, host, pod] = joiningLabels;
  const places = await tx
    .selectDistinct({
      incidentId: alerts.incidentId,
      environment: alerts.environment,
      service: alerts.service,
      deployment: label(deployment),
      host: label(host),
      pod: label(pod),
    })
    .from(alerts)
    .where(
      inArray(
        alerts.incidentId,
        near.map((incident) => incident.id),
      ),
    );
  return near.map((incident) => ({
    id: incident.id,
    lastAlertAt: incident.lastAlertAt,
    places: places
      .filter((place) => place.incidentId === incident.id)
      .map(({ environment, service, ...labels }) => ({
        environment,
        service,
        labels: Object.fromEntries(joiningLabels.flatMap((key) => (labels[key] ? [[key, labels[key]]] : []))),
      })),
  }));
}
