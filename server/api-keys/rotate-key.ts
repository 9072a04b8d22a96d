import { eq } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { ConflictError, command, ForbiddenError } from "@/server/kernel";
import { judgeKey } from "./core/judge-key";
import { planRotation } from "./core/plan-rotation";
import { issueKey } from "./issue-key";
import { presentKey } from "./present";
import { lockKey } from "./queries";
import { forgetKeys } from "./resolve-key";
import { CreatedKey, KeyId } from "./schema";
import { heldBy, knownScopes, scopesBeyond } from "./scopes";

export const rotateKey = command(
  {
    name: "apiKeys.rotateKey",
    summary: "Replaces a key by a new one with the same scopes; the old one works for 24 hours more",
    scope: "organization",
    can: "keys:write",
    input: KeyId,
    output: CreatedKey,
    rest: { method: "POST", path: "/keys/{id}/rotate", status: 201 },
    example: (fixture) => ({ id: fixture.apiKey.id }),
  },
  async (context, { id }) => {
    const { tx, now, actor, audit } = context;
    const old = await lockKey(tx, id);
    if (old.replacedBy) throw new ConflictError("This key has been rotated already.");
    const verdict = judgeKey(old, now);
    if (!verdict.accepted) throw new ConflictError(`This key is ${verdict.reason}. Make a new one.`);
    const scopes = knownScopes(old.scopes);
    const beyond = scopesBeyond(scopes, heldBy(actor));
    if (beyond.length) throw new ForbiddenError(`This key holds what you do not: ${beyond.join(", ")}.`);
    const plan = planRotation(old, now);
    const { row, secret } = await issueKey(context, {
      kind: old.kind,
      name: old.name,
      scopes,
      integrationId: old.integrationId,
      expiresAt: plan.newExpiresAt,
    });
    await tx
      .update(apiKeys)
      .set({ replacedBy: row.id, expiresAt: plan.oldExpiresAt })
      .where(eq(apiKeys.id, id));
    forgetKeys();
    audit({
      target: { kind: "key", id, label: old.name },
      detail: { replacedBy: row.id, oldExpiresAt: plan.oldExpiresAt },
    });
    return { key: presentKey(row, now), secret };
  },
);
