import { z } from "zod";
import { decodeCursor, page, query } from "@/server/kernel";
import { activeKeys, findIntegrations, presentIntegration } from "./queries";
import { IntegrationPage, ListIntegrationsInput } from "./schema";

export const listIntegrations = query(
  {
    name: "integrations.list",
    summary: "Lists integrations, newest first, with when each last delivered, fired and resolved",
    scope: "organization",
    can: "integrations:read",
    input: ListIntegrationsInput,
    output: IntegrationPage,
    rest: { method: "GET", path: "/integrations" },
    example: () => ({}),
  },
  async ({ tx, now }, { limit, cursor }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await findIntegrations(tx, before, limit);
    const { items, nextCursor } = page(rows, limit, (last) => last.id);
    const keys = items.length
      ? await activeKeys(
          tx,
          items.map(({ id }) => id),
          now,
        )
      : [];
    const prefixOf = (id: string) => keys.find((key) => key.integrationId === id)?.prefix ?? null;
    return { items: items.map((row) => presentIntegration(row, prefixOf(row.id))), nextCursor };
  },
);
