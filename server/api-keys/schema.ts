import { z } from "zod";
import { permissionNames } from "../kernel/permissions";

export const keyKinds = ["api", "ingest"] as const;
export const KeyKind = z.enum(keyKinds);
export type KeyKind = z.infer<typeof KeyKind>;

/** What a key may do, in words: reads everything, acts like a member, configures like an admin. */
export const keyPresets = ["read", "write", "admin"] as const;
export const KeyPreset = z.enum(keyPresets);
export type KeyPreset = z.infer<typeof KeyPreset>;

export const KeyScope = z.enum(permissionNames);

export const keyStates = ["active", "expiring", "expired", "revoked"] as const;
export const KeyState = z.enum(keyStates);
export type KeyState = z.infer<typeof KeyState>;

export const ApiKey = z.object({
  id: z.uuid(),
  kind: KeyKind,
  name: z.string(),
  prefix: z.string().describe("The secret's first characters; the rest is not kept."),
  scopes: z.array(KeyScope),
  integrationId: z.uuid().nullable(),
  state: KeyState,
  createdBy: z.string(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  lastUsedAt: z.date().nullable().describe("To the minute."),
  lastRefusedAt: z.date().nullable().describe("When it was last sent although revoked or expired."),
  lastRefusedFrom: z.string().nullable().describe("The address that sent it then."),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateKeyInput = z
  .object({
    name: z.string().trim().min(1).max(100),
    preset: KeyPreset.optional(),
    scopes: z.array(KeyScope).min(1).max(permissionNames.length).optional(),
    expiresInDays: z.coerce
      .number()
      .int()
      .min(1)
      .max(3650)
      .optional()
      .describe("Without it the key does not expire."),
  })
  .refine((input) => (input.preset === undefined) !== (input.scopes === undefined), {
    message: "Give either preset or scopes.",
    path: ["scopes"],
  });
export const CreatedKey = z.object({ key: ApiKey, secret: z.string().describe("Shown once.") });
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyId = z.object({ id: z.uuid() });

export const ListKeysInput = z.object({
  kind: KeyKind.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export const ApiKeyPage = z.object({ items: z.array(ApiKey), nextCursor: z.string().nullable() });
