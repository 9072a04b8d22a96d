import { createIngestKey, rotateKey as rotate } from "@/server/api-keys";
import { command } from "@/server/kernel";
import { activeKeys, getIntegrationRow, presentIntegration } from "./queries";
import { CreatedIntegration, IntegrationId } from "./schema";

export const rotateKey = command(
  {
    name: "integrations.rotateKey",
    summary: "Gives an integration a new key, shown once; the old one works for 24 hours more",
    scope: "organization",
    can: "integrations:write",
    input: IntegrationId,
    output: CreatedIntegration,
    rest: { method: "POST", path: "/integrations/{id}/rotate-key", status: 201 },
    example: (fixture) => ({ id: fixture.integration.id }),
  },
  async (context, { id }) => {
    const { tx, now, audit } = context;
    const row = await getIntegrationRow(tx, id);
    const current = (await activeKeys(tx, [id], now)).find((key) => !key.replacedBy);
    const made = current
      ? await context
          .call(rotate, { id: current.id })
          .then(({ key, secret }) => ({ prefix: key.prefix, secret }))
      : await createIngestKey(context, { name: row.name, integrationId: id });
    audit({ target: { kind: "integration", id, label: row.name }, detail: { keyPrefix: made.prefix } });
    return { integration: presentIntegration(row, made.prefix), key: made.secret };
  },
);
