import { randomBytes } from "node:crypto";

/** A key for one process, as the SDK expects keys to look. */
export const newSigningKey = (): string => `signkey-local-${randomBytes(32).toString("hex")}`;
