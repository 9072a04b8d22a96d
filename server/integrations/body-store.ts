import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { decrypt, encrypt } from "@/server/kernel";

const compress = promisify(gzip);
const expand = promisify(gunzip);

// The default window costs a quarter of a megabyte to set up, more than the whole of a small body.
const SMALL_BYTES = 16_384;
const forSmall = { level: 1, windowBits: 12, memLevel: 4 } as const;
const forLarge = { level: 1 } as const;

/** A body as the delivery log keeps it: compressed, then encrypted, as text. */
export async function sealBody(body: Uint8Array): Promise<string> {
  const packed = await compress(body, body.length < SMALL_BYTES ? forSmall : forLarge);
  return encrypt(packed.toString("base64"));
}

/** The bytes that `sealBody` was given. */
export const openBody = async (sealed: string): Promise<Uint8Array> =>
  expand(Buffer.from(await decrypt(sealed), "base64"));
