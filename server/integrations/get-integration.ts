import { query } from "@/server/kernel";
import { activeKeys, getIntegrationRow, presentIntegration, seenBy } from "./queries";
import { IntegrationDetail, IntegrationId } from "./schema";
import { setupOf } from "./setup";

export const getIntegration = query(
  {
    name: "integrations.get",
    summary: "One integration: how to set it up, what it delivered and what its alerts lack",
    scope: "organization",
    can: "integrations:read",
    input: IntegrationId,
    output: IntegrationDetail,
    rest: { method: "GET", path: "/integrations/{id}" },
    example: (fixture) => ({ id: fixture.integration.id }),
  },
  async ({ tx, now }, { id }) => {
    const row = await getIntegrationRow(tx, id);
    const [key] = await activeKeys(tx, [id], now);
    return {
      ...presentIntegration(row, key?.prefix ?? null),
      setup: setupOf(row),
      seen: await seenBy(tx, id),
    };
  },
);
