import { and, eq, isNull, lte, or } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { getClock, hashToken, inSystem, type KeyActor } from "@/server/kernel";
import { judgeKey } from "./core/judge-key";
import type { KeyKind } from "./schema";
import { knownScopes } from "./scopes";

export type ResolvedIngestKey = {
  keyId: string;
  organizationId: string;
  /** Null for the key of a first hour, which any source may use. */
  integrationId: string | null;
  expiresAt: Date | null;
};
/** Where the request came from, kept beside a refusal so that a forgotten sender can be found. */
export type KeyCaller = { from?: string | null | undefined };

type Row = typeof apiKeys.$inferSelect;
type Cached = { row: Row; readAt: number };

const CACHE_MS = 5_000;
const CACHE_SIZE = 10_000;
const USE_NOTED_EVERY_MS = 60_000;
const REFUSAL_NOTED_EVERY_MS = 10_000;

// Routes and instrumentation are separate bundles, so the cache lives on `globalThis`.
const holder = globalThis as typeof globalThis & { aiopsKeyCache?: Map<string, Cached> };
const cache = () => {
  holder.aiopsKeyCache ??= new Map();
  return holder.aiopsKeyCache;
};

/** Forgets cached keys, so that this process obeys a revocation at once; others do within five seconds. */
export const forgetKeys = (): void => cache().clear();

async function read(secretHash: string, nowMs: number): Promise<Row | null> {
  const cached = cache().get(secretHash);
  if (cached && nowMs - cached.readAt < CACHE_MS && nowMs >= cached.readAt) return cached.row;
  const [row] = await inSystem((tx) => tx.select().from(apiKeys).where(eq(apiKeys.secretHash, secretHash)));
  if (!row) return null;
  if (cache().size >= CACHE_SIZE) cache().clear();
  cache().set(secretHash, { row, readAt: nowMs });
  return row;
}

const isOld = (at: Date | null, now: Date, ageMs: number) => !at || now.getTime() - at.getTime() >= ageMs;

async function noteUse(row: Row, now: Date): Promise<void> {
  if (!isOld(row.lastUsedAt, now, USE_NOTED_EVERY_MS)) return;
  row.lastUsedAt = now;
  const edge = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  await inSystem((tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(apiKeys.secretHash, row.secretHash),
          or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, edge)),
        ),
      ),
  );
}

async function noteRefusal(row: Row, now: Date, from: string | null): Promise<void> {
  if (!isOld(row.lastRefusedAt, now, REFUSAL_NOTED_EVERY_MS) && row.lastRefusedFrom === from) return;
  row.lastRefusedAt = now;
  row.lastRefusedFrom = from;
  await inSystem((tx) =>
    tx
      .update(apiKeys)
      .set({ lastRefusedAt: now, lastRefusedFrom: from })
      .where(eq(apiKeys.secretHash, row.secretHash)),
  );
}

async function resolve(secret: string, kind: KeyKind, caller: KeyCaller): Promise<Row | null> {
  // Ours are short; hashing a megabyte that a stranger sent would be work for nothing.
  if (!secret || secret.length > 200) return null;
  const now = getClock().now();
  const row = await read(hashToken(secret), now.getTime());
  if (!row || row.kind !== kind) return null;
  if (judgeKey(row, now).accepted) {
    await noteUse(row, now);
    return row;
  }
  await noteRefusal(row, now, caller.from?.slice(0, 100) ?? null);
  return null;
}

/** The actor behind an API key, or null for a key that is wrong, revoked or expired. One read per key and five seconds. */
export async function resolveApiKey(secret: string, caller: KeyCaller = {}): Promise<KeyActor | null> {
  const row = await resolve(secret, "api", caller);
  if (!row) return null;
  return {
    kind: "key",
    keyId: row.id,
    name: row.name,
    organizationId: row.organizationId,
    scopes: knownScopes(row.scopes),
  };
}

/** Where deliveries under an ingest key belong, or null for a key that is wrong, revoked or expired. */
export async function resolveIngestKey(
  secret: string,
  caller: KeyCaller = {},
): Promise<ResolvedIngestKey | null> {
  const row = await resolve(secret, "ingest", caller);
  if (!row) return null;
  return {
    keyId: row.id,
    organizationId: row.organizationId,
    integrationId: row.integrationId,
    expiresAt: row.expiresAt,
  };
}
