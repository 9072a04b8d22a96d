import { eq } from "drizzle-orm";
import { integrations } from "@/drizzle/schema/integrations";
import { command, NotFoundError } from "@/server/kernel";
import { activeKeys, getIntegrationRow, presentIntegration, requireTeam } from "./queries";
import { Integration, UpdateIntegrationInput } from "./schema";
import { checkSettings } from "./settings";
import { findSource } from "./sources/registry";

export const updateIntegration = command(
  {
    name: "integrations.update",
    summary: "Renames an integration, or changes its environment, team or mapping",
    scope: "organization",
    can: "integrations:write",
    input: UpdateIntegrationInput,
    output: Integration,
    rest: { method: "PATCH", path: "/integrations/{id}" },
    example: (fixture) => ({ id: fixture.integration.id, name: "Renamed", teamId: fixture.team.id }),
  },
  async ({ tx, now, audit }, { id, ...input }) => {
    const before = await getIntegrationRow(tx, id);
    await requireTeam(tx, input.teamId);
    const source = findSource(before.source);
    const patch = {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.environment === undefined ? {} : { environment: input.environment || null }),
      ...(input.teamId === undefined ? {} : { teamId: input.teamId }),
      ...(input.settings === undefined || !source ? {} : { settings: checkSettings(source, input.settings) }),
    };
    const [row] = Object.keys(patch).length
      ? await tx.update(integrations).set(patch).where(eq(integrations.id, id)).returning()
      : [before];
    if (!row) throw new NotFoundError("The integration");
    audit({ target: { kind: "integration", id, label: row.name }, detail: { changed: Object.keys(patch) } });
    const [key] = await activeKeys(tx, [id], now);
    return presentIntegration(row, key?.prefix ?? null);
  },
);
