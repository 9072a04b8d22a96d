import { command, ForbiddenError } from "@/server/kernel";
import { issueKey } from "./issue-key";
import { presentKey } from "./present";
import { CreatedKey, CreateKeyInput } from "./schema";
import { heldBy, scopesBeyond, scopesOfPreset } from "./scopes";

const DAY_MS = 86_400_000;

export const createKey = command(
  {
    name: "apiKeys.createKey",
    summary: "Makes an API key with scopes or a preset; the secret is shown once",
    scope: "organization",
    can: "keys:write",
    input: CreateKeyInput,
    output: CreatedKey,
    rest: { method: "POST", path: "/keys" },
    example: () => ({ name: "Dashboard", preset: "read" as const }),
  },
  async (context, input) => {
    const scopes = input.preset ? scopesOfPreset(input.preset) : [...new Set(input.scopes)];
    const beyond = scopesBeyond(scopes, heldBy(context.actor));
    if (beyond.length)
      throw new ForbiddenError(`You cannot give what you do not hold: ${beyond.join(", ")}.`);
    const expiresAt = input.expiresInDays
      ? new Date(context.now.getTime() + input.expiresInDays * DAY_MS)
      : null;
    const { row, secret } = await issueKey(context, {
      kind: "api",
      name: input.name,
      scopes,
      integrationId: null,
      expiresAt,
    });
    context.audit({ target: { kind: "key", id: row.id, label: row.name }, detail: { scopes, expiresAt } });
    return { key: presentKey(row, context.now), secret };
  },
);
