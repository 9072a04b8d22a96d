import { integrations } from "@/drizzle/schema/integrations";
import { createIngestKey } from "@/server/api-keys";
import { command, InvalidError } from "@/server/kernel";
import { presentIntegration, requireTeam } from "./queries";
import { CreatedIntegration, CreateIntegrationInput } from "./schema";
import { checkSettings } from "./settings";
import { findSource, sourceIds } from "./sources/registry";

export const createIntegration = command(
  {
    name: "integrations.create",
    summary: "Adds an integration and its key, which is shown once",
    scope: "organization",
    can: "integrations:write",
    input: CreateIntegrationInput,
    output: CreatedIntegration,
    rest: { method: "POST", path: "/integrations" },
    example: (fixture) => ({ source: "alertmanager", name: "Production", teamId: fixture.team.id }),
  },
  async (context, input) => {
    const { tx, organizationId, now, newId, audit } = context;
    const source = findSource(input.source);
    if (!source)
      throw new InvalidError(`There is no source ${input.source}. There are: ${sourceIds.join(", ")}.`, [
        { path: ["source"], message: "No such source." },
      ]);
    await requireTeam(tx, input.teamId);
    const [row] = await tx
      .insert(integrations)
      .values({
        organizationId,
        id: newId(),
        source: input.source,
        name: input.name,
        environment: input.environment || null,
        teamId: input.teamId ?? null,
        settings: checkSettings(source, input.settings),
        createdAt: now,
      })
      .returning();
    if (!row) throw new Error("The integration was not stored.");
    const key = await createIngestKey(context, { name: row.name, integrationId: row.id });
    audit({
      target: { kind: "integration", id: row.id, label: row.name },
      detail: { source: row.source, keyPrefix: key.prefix },
    });
    return { integration: presentIntegration(row, key.prefix), key: key.secret };
  },
);
