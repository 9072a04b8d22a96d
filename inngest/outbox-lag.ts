import { sql } from "drizzle-orm";
import { getClock, inSystem } from "@/server/kernel";

/** Beyond this the outbox is not counted on: a reading of it must stay cheap when things go wrong. */
export const OUTBOX_COUNT_LIMIT = 100_000;

export type OutboxLag = {
  /** Events that the job engine has not taken, at most `OUTBOX_COUNT_LIMIT`. */
  rows: number;
  /** How long the oldest of them has waited; 0 when none does. */
  oldestMs: number;
};

/** How far the relay is behind, over every organization. */
export async function readOutboxLag(): Promise<OutboxLag> {
  const now = getClock().now();
  const { rows } = await inSystem((tx) =>
    tx.execute<{ rows: number; oldest: Date | string | null }>(sql`
      select (select count(*)::int from (select from outbox limit ${OUTBOX_COUNT_LIMIT}) o) as rows,
        (select created_at from outbox order by created_at limit 1) as oldest`),
  );
  const oldest = rows[0]?.oldest;
  return {
    rows: rows[0]?.rows ?? 0,
    oldestMs: oldest ? Math.max(0, now.getTime() - new Date(oldest).getTime()) : 0,
  };
}
