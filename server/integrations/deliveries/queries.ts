import { and, desc, eq, isNotNull, lt, lte, sql } from "drizzle-orm";
import { deliveries, integrations } from "@/drizzle/schema/integrations";
import { NotFoundError, type Tx } from "@/server/kernel";
import type { Delivery } from "../schema";

export type DeliveryRow = typeof deliveries.$inferSelect;

const summary = {
  id: deliveries.id,
  integrationId: deliveries.integrationId,
  integrationName: integrations.name,
  source: deliveries.source,
  receivedAt: deliveries.receivedAt,
  status: deliveries.status,
  bytes: deliveries.bytes,
  alertCount: deliveries.alertCount,
  opened: deliveries.opened,
  repeated: deliveries.repeated,
  resolved: deliveries.resolved,
  ignored: deliveries.ignored,
  truncated: deliveries.truncated,
  errorCount: deliveries.errorCount,
  firstError: sql<string | null>`${deliveries.errors} -> 0 ->> 'message'`,
  bodyUntil: deliveries.bodyUntil,
  replayedAt: deliveries.replayedAt,
};

const joined = and(
  eq(integrations.organizationId, deliveries.organizationId),
  eq(integrations.id, deliveries.integrationId),
);

type Filter = {
  integrationId?: string | undefined;
  status?: Delivery["status"] | undefined;
  before?: string | undefined;
};

/** Deliveries newest first, `limit + 1` of them, without their bodies. */
export const findDeliveries = (tx: Tx, filter: Filter, limit: number): Promise<Delivery[]> =>
  tx
    .select(summary)
    .from(deliveries)
    .leftJoin(integrations, joined)
    .where(
      and(
        filter.integrationId ? eq(deliveries.integrationId, filter.integrationId) : undefined,
        filter.status ? eq(deliveries.status, filter.status) : undefined,
        filter.before ? lt(deliveries.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);

/** One delivery with its errors and its sealed body, or NotFoundError. */
export async function getDeliveryRow(tx: Tx, id: string) {
  const [row] = await tx
    .select({ ...summary, errors: deliveries.errors, body: deliveries.body })
    .from(deliveries)
    .leftJoin(integrations, joined)
    .where(eq(deliveries.id, id));
  if (!row) throw new NotFoundError("The delivery");
  return row;
}

/**
 * Removes bodies that have been kept long enough, of at most `limit` deliveries; answers how many. Runs in an organization's
 * transaction or in the system's, which sees all of them.
 */
export async function expireDeliveryBodies(tx: Tx, now: Date, limit: number): Promise<number> {
  const due = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(isNotNull(deliveries.bodyUntil), lte(deliveries.bodyUntil, now)))
    .limit(limit);
  const done = await tx
    .update(deliveries)
    .set({ body: null, bodyUntil: null })
    .where(sql`${deliveries.id} in ${due}`)
    .returning({ id: deliveries.id });
  return done.length;
}
