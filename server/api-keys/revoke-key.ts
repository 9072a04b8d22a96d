import { eq } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { ConflictError, command } from "@/server/kernel";
import { presentKey } from "./present";
import { lockKey } from "./queries";
import { forgetKeys } from "./resolve-key";
import { ApiKey, KeyId } from "./schema";

export const revokeKey = command(
  {
    name: "apiKeys.revokeKey",
    summary: "Revokes a key; within five seconds nobody accepts it",
    scope: "organization",
    can: "keys:write",
    input: KeyId,
    output: ApiKey,
    rest: { method: "DELETE", path: "/keys/{id}" },
    example: (fixture) => ({ id: fixture.apiKey.id }),
  },
  async ({ tx, now, audit }, { id }) => {
    const key = await lockKey(tx, id);
    if (key.revokedAt) throw new ConflictError("This key is revoked already.");
    await tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, id));
    forgetKeys();
    audit({ target: { kind: "key", id, label: key.name }, detail: { prefix: key.prefix } });
    return presentKey({ ...key, revokedAt: now }, now);
  },
);
