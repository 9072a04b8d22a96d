import { and, eq, sql } from "drizzle-orm";
import { integrations } from "@/drizzle/schema/integrations";
import { bindIngestKey } from "@/server/api-keys";
import { ConflictError, type Context } from "@/server/kernel";
import type { IntegrationRow } from "./queries";
import { type SourceId, sources } from "./sources/registry";

type Key = { keyId: string; integrationId: string | null };
type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId">;

const FIRST_HOUR_MS = 3_600_000;
// Senders wait ten seconds; answering 503 before that makes them try again.
const LOCK_TIMEOUT_MS = 8_000;

/**
 * Locks an integration for one delivery until the transaction ends, so that deliveries to it are decided one after the
 * other. Null when it does not exist. Sorting is off in this transaction, because the latest episode of a key comes
 * without a sort by one index only: while statistics are older than the data, the planner would take another that costs
 * a thousand times more. One statement.
 */
export async function lockIntegration(tx: Context["tx"], id: string): Promise<IntegrationRow | null> {
  const [row] = await tx
    .select({
      row: integrations,
      locked: sql`concat(set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true),
        set_config('enable_sort', 'off', true), pg_advisory_xact_lock(hashtextextended(${id}, 0))::text)`,
    })
    .from(integrations)
    .where(eq(integrations.id, id));
  return row?.row ?? null;
}

async function findByFirstKey(tx: Context["tx"], keyId: string, source: SourceId): Promise<string | null> {
  const [row] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.firstKeyId, keyId), eq(integrations.source, source)));
  return row?.id ?? null;
}

/** Makes the integration of a key's first delivery from a source; of two that race, both get the one that was made. */
async function makeByFirstKey(context: Writer, keyId: string, source: SourceId): Promise<string | null> {
  const { tx, organizationId, now } = context;
  await tx
    .insert(integrations)
    .values({
      organizationId,
      id: context.newId(),
      source,
      name: sources[source].manifest.name,
      firstKeyId: keyId,
      createdAt: now,
    })
    .onConflictDoNothing();
  return findByFirstKey(tx, keyId, source);
}

export type Admission =
  | { kind: "integration"; integration: IntegrationRow }
  /** The key belongs to an integration of another source. */
  | { kind: "other_source"; integration: IntegrationRow };

/**
 * The integration that a key delivers to by a source, locked. A key of the organization's first hour creates one per
 * source for an hour from its first use, and keeps delivering to those. Null when the key's integration is gone.
 */
export async function admitDelivery(context: Writer, key: Key, source: SourceId): Promise<Admission | null> {
  const { tx, now } = context;
  const bound = key.integrationId ? await lockIntegration(tx, key.integrationId) : null;
  if (key.integrationId && !bound) return null;
  if (bound?.source === source) return { kind: "integration", integration: bound };
  if (bound && bound.firstKeyId !== key.keyId) return { kind: "other_source", integration: bound };

  let id = await findByFirstKey(tx, key.keyId, source);
  if (!id) {
    if (bound && now.getTime() - bound.createdAt.getTime() > FIRST_HOUR_MS)
      return { kind: "other_source", integration: bound };
    id = await makeByFirstKey(context, key.keyId, source);
  }
  const integration = id ? await lockIntegration(tx, id) : null;
  if (!integration) return null;
  if (!key.integrationId) await bind(context, key.keyId, integration.id);
  return { kind: "integration", integration };
}

async function bind(context: Writer, keyId: string, integrationId: string): Promise<void> {
  try {
    await bindIngestKey(context, keyId, integrationId);
  } catch (error) {
    // Another delivery of the same first moment bound it already.
    if (!(error instanceof ConflictError)) throw error;
  }
}
