import { incidentsAtPlaces } from "@/server/alerts";
import { openIncidentsBetween } from "@/server/incidents";
import type { Tx } from "@/server/kernel";
import type { Candidate, CorrelationAlert } from "./core/correlate";

/** Open incidents near these alerts in time, with those places they share with one of them: two statements. */
export async function openCandidates(
  tx: Tx,
  fresh: CorrelationAlert[],
  windowMs: number,
): Promise<Candidate[]> {
  if (!fresh.length) return [];
  const times = fresh.map((alert) => alert.timestamp.getTime());
  const near = await openIncidentsBetween(
    tx,
    new Date(Math.min(...times) - windowMs),
    new Date(Math.max(...times) + windowMs),
  );
  const places = new Set(fresh.flatMap((alert) => alert.places.map(({ id }) => id)));
  const shared = await incidentsAtPlaces(
    tx,
    [...places],
    near.map((incident) => incident.id),
  );
  const candidates = new Map(
    near.map(({ id, lastAlertAt }) => [id, { id, lastAlertAt, places: new Set<string>() }]),
  );
  for (const { incidentId, place } of shared) candidates.get(incidentId)?.places.add(place);
  return [...candidates.values()].filter((candidate) => candidate.places.size);
}
