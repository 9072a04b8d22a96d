import { createKey, listKeys, revokeKey, rotateKey } from "@/server/api-keys";

export const apiKeysVerbs = { createKey, listKeys, revokeKey, rotateKey } as const;
