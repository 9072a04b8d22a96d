import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import type { Tx } from "@/server/kernel";
import type { ResolvedReason } from "./schema";

type Patch = {
  [K in keyof typeof alerts.$inferInsert]?: (typeof alerts.$inferInsert)[K] | SQL;
};

// Locked in the order in which ingestion and correlation lock too, so that none of them waits for the other in a circle.
async function change(tx: Tx, which: SQL | undefined, patch: Patch): Promise<string[]> {
  const rows = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(which)
    .orderBy(alerts.timestamp, alerts.id)
    .for("update");
  const ids = rows.map((row) => row.id);
  if (ids.length) await tx.update(alerts).set(patch).where(inArray(alerts.id, ids));
  return ids;
}

/** Marks an incident's firing alerts acknowledged; answers their ids. */
export const acknowledgeAlerts = (tx: Tx, incidentId: string, now: Date): Promise<string[]> =>
  change(tx, and(eq(alerts.incidentId, incidentId), eq(alerts.status, "firing")), {
    status: "acknowledged",
    acknowledgedAt: now,
  });

/** Marks an incident's acknowledged alerts firing again; answers their ids. */
export const unacknowledgeAlerts = (tx: Tx, incidentId: string): Promise<string[]> =>
  change(tx, and(eq(alerts.incidentId, incidentId), eq(alerts.status, "acknowledged")), {
    status: "firing",
    acknowledgedAt: null,
  });

/**
 * Closes open alerts of an incident, of an integration, or by id, for a reason other than the source's word; answers the
 * ids it closed. Unless an incident itself is asking, it also puts them on correlation's queue, so that their incidents
 * hear of it: emit AlertsReceived then.
 */
export function resolveAlerts(
  tx: Tx,
  which: { incidentId: string } | { integrationId: string } | { ids: string[] },
  reason: Exclude<ResolvedReason, "source">,
  now: Date,
): Promise<string[]> {
  if ("ids" in which && !which.ids.length) return Promise.resolve([]);
  return change(
    tx,
    and(
      "ids" in which
        ? inArray(alerts.id, which.ids)
        : "incidentId" in which
          ? eq(alerts.incidentId, which.incidentId)
          : eq(alerts.integrationId, which.integrationId),
      isNull(alerts.resolvedAt),
    ),
    {
      status: "resolved",
      // Never before its start, should the sender's clock run ahead of ours.
      resolvedAt: sql`greatest(${alerts.timestamp}, ${now.toISOString()}::timestamptz)`,
      resolvedReason: reason,
      ...("incidentId" in which ? {} : { correlatedAt: null }),
    },
  );
}
