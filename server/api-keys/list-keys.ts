import { z } from "zod";
import { decodeCursor, page, query } from "@/server/kernel";
import { presentKey } from "./present";
import { findKeys } from "./queries";
import { ApiKeyPage, ListKeysInput } from "./schema";

export const listKeys = query(
  {
    name: "apiKeys.listKeys",
    summary: "Lists keys, newest first: prefix, scopes, last use, and who still sends a dead one",
    scope: "organization",
    can: "keys:read",
    input: ListKeysInput,
    output: ApiKeyPage,
    rest: { method: "GET", path: "/keys" },
    example: () => ({}),
  },
  async ({ tx, now }, { kind, limit, cursor }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await findKeys(tx, { kind, before, limit });
    const { items, nextCursor } = page(rows, limit, (last) => last.id);
    return { items: items.map((row) => presentKey(row, now)), nextCursor };
  },
);
