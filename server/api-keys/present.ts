import type { apiKeys } from "@/drizzle/schema/api-keys";
import { judgeKey } from "./core/judge-key";
import type { ApiKey } from "./schema";
import { knownScopes } from "./scopes";

/** A stored key as everybody sees it: without its hash, with its state at an instant. */
export function presentKey(row: typeof apiKeys.$inferSelect, now: Date): ApiKey {
  const { accepted, reason } = judgeKey(row, now);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    prefix: row.prefix,
    scopes: knownScopes(row.scopes),
    integrationId: row.integrationId,
    state: accepted ? (row.replacedBy ? "expiring" : "active") : reason === "revoked" ? "revoked" : "expired",
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    lastUsedAt: row.lastUsedAt,
    lastRefusedAt: row.lastRefusedAt,
    lastRefusedFrom: row.lastRefusedFrom,
  };
}
