import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema/api-keys";
import {
  ConflictError,
  type Context,
  describeActor,
  hashToken,
  newToken,
  type Permission,
} from "@/server/kernel";
import { forgetKeys } from "./resolve-key";
import type { KeyKind } from "./schema";

type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId" | "actor">;
export type IssuedKey = { id: string; prefix: string; secret: string };

const tokenPrefix = { api: "aip", ingest: "aik" } as const satisfies Record<KeyKind, string>;
const PREFIX_LENGTH = 12;

/** Makes a secret and stores its hash. The caller audits: this is a part of verbs, not one itself. */
export async function issueKey(
  context: Writer,
  key: {
    kind: KeyKind;
    name: string;
    scopes: Permission[];
    integrationId: string | null;
    expiresAt: Date | null;
  },
): Promise<{ row: typeof apiKeys.$inferSelect; secret: string }> {
  const secret = newToken(tokenPrefix[key.kind]);
  const [row] = await context.tx
    .insert(apiKeys)
    .values({
      ...key,
      organizationId: context.organizationId,
      id: context.newId(),
      prefix: secret.slice(0, PREFIX_LENGTH),
      secretHash: hashToken(secret),
      createdBy: describeActor(context.actor).name,
      createdAt: context.now,
    })
    .returning();
  if (!row) throw new Error("The key was not stored.");
  return { row, secret };
}

/**
 * Makes a key (`aik_…`) that may deliver to one integration, or to any source where `integrationId` is null.
 * Part of the verb that calls it, which audits. The secret is returned once and not kept.
 */
export async function createIngestKey(
  context: Writer,
  key: { name: string; integrationId: string | null; expiresAt?: Date | null },
): Promise<IssuedKey> {
  const { row, secret } = await issueKey(context, {
    kind: "ingest",
    name: key.name,
    scopes: [],
    integrationId: key.integrationId,
    expiresAt: key.expiresAt ?? null,
  });
  return { id: row.id, prefix: row.prefix, secret };
}

/**
 * Gives the key of a first hour to the integration it created: from then on it delivers to that one and no longer expires.
 * @throws ConflictError when it belongs to an integration already
 */
export async function bindIngestKey(
  context: Pick<Context, "tx" | "organizationId">,
  keyId: string,
  integrationId: string,
): Promise<void> {
  const bound = await context.tx
    .update(apiKeys)
    .set({ integrationId, expiresAt: null })
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.kind, "ingest"), isNull(apiKeys.integrationId)))
    .returning({ id: apiKeys.id });
  if (!bound.length) throw new ConflictError("This key belongs to an integration already.");
  forgetKeys();
}
