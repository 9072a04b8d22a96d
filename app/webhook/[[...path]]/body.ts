import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { InvalidError, TooLargeError } from "@/server/kernel";

const expand = { gzip: promisify(gunzip), "x-gzip": promisify(gunzip), deflate: promisify(inflate) } as const;

export const maxBody = (): number => Number(process.env.MAX_BODY) || 10 * 1024 * 1024;

export class BodyTooLarge extends TooLargeError {
  constructor(
    max: number,
    /** As far as it was read. */
    readonly bytes: number,
  ) {
    super(`The body is larger than ${max} bytes. Send fewer alerts at once.`);
  }
}

async function readBounded(request: Request, max: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > max) throw new BodyTooLarge(max, announced);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > max) throw new BodyTooLarge(max, size);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The request's body, inflated. Reading stops where it passes `max` bytes, before or after inflating, so that neither a
 * long body nor a bomb fills the memory.
 */
export async function readBody(request: Request, max: number): Promise<Uint8Array> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() || "identity";
  if (encoding !== "identity" && !Object.hasOwn(expand, encoding))
    throw new InvalidError(
      `The content encoding ${encoding.slice(0, 40)} is not understood. Use gzip or none.`,
    );
  const raw = await readBounded(request, max);
  if (encoding === "identity") return raw;
  try {
    return await expand[encoding as keyof typeof expand](raw, { maxOutputLength: max });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw new BodyTooLarge(max, max + 1);
    throw Object.assign(new InvalidError(`The body is not ${encoding}.`), { cause: error });
  }
}
