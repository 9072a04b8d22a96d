import { and, desc, eq, lt } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { NotFoundError, type Tx } from "@/server/kernel";
import type { KeyKind } from "./schema";

/** One key, locked until the transaction ends, so that two changes of it happen one after the other. */
export async function lockKey(tx: Tx, id: string): Promise<typeof apiKeys.$inferSelect> {
  const [row] = await tx.select().from(apiKeys).where(eq(apiKeys.id, id)).for("update");
  if (!row) throw new NotFoundError("The key");
  return row;
}

/** Keys newest first; `limit + 1` of them. */
export const findKeys = (
  tx: Tx,
  filter: { kind?: KeyKind | undefined; before?: string | undefined; limit: number },
) =>
  tx
    .select()
    .from(apiKeys)
    .where(
      and(
        filter.kind ? eq(apiKeys.kind, filter.kind) : undefined,
        filter.before ? lt(apiKeys.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(filter.limit + 1);
