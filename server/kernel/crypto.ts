import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

type Key = { id: string; secret: Uint8Array };

/**
 * ENCRYPTION_KEY holds one or more `id:base64` pairs of 32 bytes, comma-separated; the first encrypts, all decrypt,
 * so that a key is rotated by putting a new one in front. A bare base64 value has the id `1`.
 */
export function parseEncryptionKeys(value: string): Key[] {
  return value.split(",").map((part) => {
    const colon = part.indexOf(":");
    const id = colon === -1 ? "1" : part.slice(0, colon).trim();
    const secret = Buffer.from((colon === -1 ? part : part.slice(colon + 1)).trim(), "base64");
    if (secret.length !== 32)
      throw new Error("ENCRYPTION_KEY must be 32 bytes in base64 (openssl rand -base64 32).");
    return { id, secret: new Uint8Array(secret) };
  });
}

let cached: { value: string; keys: Key[] } | undefined;
function keys(): Key[] {
  const value = process.env.ENCRYPTION_KEY ?? "";
  if (cached?.value !== value) cached = { value, keys: parseEncryptionKeys(value) };
  return cached.keys;
}

/** Encrypts to a compact JWE (A256GCM, direct key, key id in the header). Input and output are text. */
export async function encrypt(plain: string): Promise<string> {
  const [key] = keys();
  if (!key) throw new Error("ENCRYPTION_KEY is empty.");
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: key.id })
    .encrypt(key.secret);
}

/** Reads what `encrypt` wrote, with whichever configured key its header names. */
export async function decrypt(jwe: string): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, ({ kid }) => {
    const key = keys().find((candidate) => candidate.id === kid);
    if (!key) throw new Error(`ENCRYPTION_KEY no longer holds the key ${kid}.`);
    return key.secret;
  });
  return new TextDecoder().decode(plaintext);
}

/** A random bearer token: `prefix_` and 192 bits in base64url. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(24).toString("base64url")}`;

/** SHA-256, hex. Enough for tokens of full entropy; passwords use scrypt. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Compares two secrets in time that depends on neither's content. */
export function secretsEqual(a: string, b: string): boolean {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
}
