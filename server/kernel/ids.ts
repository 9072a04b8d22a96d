import { randomBytes } from "node:crypto";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random.
 * Made here rather than in the database so that every Postgres version behaves alike.
 */
export function uuidv7(at: Date, random: Uint8Array = randomBytes(10)): string {
  const ms = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  const tail = Uint8Array.from(random);
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70;
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80;
  const t = hex(tail);
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${t.slice(0, 4)}-${t.slice(4, 8)}-${t.slice(8, 20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: string): boolean => UUID.test(value);
