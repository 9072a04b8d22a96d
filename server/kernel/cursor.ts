import type { z } from "zod";
import { InvalidError } from "./errors";

/** An opaque list cursor: the sort values of the last row, base64url JSON. */
export const encodeCursor = (values: unknown): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** Reads a cursor back through a schema; a cursor that was edited or is from another list is InvalidError. */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw Object.assign(new InvalidError("The cursor is not one this list returned."), { cause });
  }
}

/** Cuts `limit + 1` fetched rows into a page; the extra row only tells that there is more. */
export function page<T>(rows: T[], limit: number, cursorOf: (last: T) => unknown) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
