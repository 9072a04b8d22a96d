import { and, eq, inArray } from "drizzle-orm";
import { incidentAlerts } from "@/drizzle/schema/incidents";
import { IncidentPlaceInOrder, leadingAlerts } from "@/server/alerts";
import { decodeCursor, page, type Tx } from "@/server/kernel";
import type { IncidentAlert, IncidentAlertPage } from "../schema";

/** A page of an incident's alerts, each with why it is there. Two statements, at most `limit` + 1 rows each. */
export async function incidentAlertPage(
  tx: Tx,
  incident: { id: string; rootCauseAlertId: string | null },
  limit: number,
  cursor: string | undefined,
): Promise<IncidentAlertPage> {
  const after = cursor ? decodeCursor(cursor, IncidentPlaceInOrder) : null;
  const found = await leadingAlerts(tx, incident, limit + 1, after);
  const ids = found.map(({ alert }) => alert.id);
  const links = ids.length
    ? await tx
        .select()
        .from(incidentAlerts)
        .where(and(eq(incidentAlerts.incidentId, incident.id), inArray(incidentAlerts.alertId, ids)))
    : [];
  const linkOf = new Map(links.map((link) => [link.alertId, link]));
  const { items, nextCursor } = page(found, limit, (last) => last.place);
  return {
    items: items.flatMap(({ alert }): IncidentAlert[] => {
      const link = linkOf.get(alert.id);
      if (!link) return [];
      const { addedAt, addedBy, method, score, evidence, sentence } = link;
      const isRootCause = alert.id === incident.rootCauseAlertId;
      return [{ alert, addedAt, addedBy, isRootCause, link: { method, score, evidence, sentence } }];
    }),
    nextCursor,
  };
}
