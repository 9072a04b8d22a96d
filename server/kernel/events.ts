import { sql } from "drizzle-orm";
import type { z } from "zod";
import { outbox } from "@/drizzle/schema/kernel";
import type { Tx } from "./database";

/** A named, versioned fact. Its data carry ids, always `organization_id`, and at most 16 KiB. */
export type EventType<N extends string = string, S extends z.ZodType = z.ZodType> = {
  name: N;
  version: number;
  data: S;
};

export const defineEvent = <N extends string, S extends z.ZodType<Record<string, unknown>>>(
  name: N,
  version: number,
  data: S,
): EventType<N, S> => ({ name, version, data });

export type Emitted = {
  id: string;
  organizationId: string;
  name: string;
  version: number;
  data: Record<string, unknown>;
  coalesceKey: string | null;
  createdAt: Date;
};

/**
 * Writes events beside what caused them. A wake-up with a `coalesceKey` is one unsent row per organization; the conflict
 * updates rather than ignores, because only the row lock it takes keeps the relay from sending before we commit.
 */
export async function insertOutbox(tx: Tx, rows: Emitted[]): Promise<void> {
  // One row per key, because a statement cannot update the row it has just inserted.
  const single = rows.filter(
    (row, index) =>
      !row.coalesceKey ||
      rows.findIndex(
        (other) => other.organizationId === row.organizationId && other.coalesceKey === row.coalesceKey,
      ) === index,
  );
  if (!single.length) return;
  await tx
    .insert(outbox)
    .values(single)
    .onConflictDoUpdate({
      target: [outbox.organizationId, outbox.coalesceKey],
      targetWhere: sql`coalesce_key is not null`,
      set: { createdAt: sql`excluded.created_at` },
    });
}

type Flush = () => void;
const holder = globalThis as typeof globalThis & { aiopsFlush?: Flush };

/** The relay registers here what is to run when a transaction that emitted has committed. */
export function onOutboxCommitted(flush: Flush | undefined): void {
  holder.aiopsFlush = flush;
}
export const outboxCommitted = (): void => holder.aiopsFlush?.();
