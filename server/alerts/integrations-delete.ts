import { eq } from "drizzle-orm";
import { integrations } from "@/drizzle/schema/integrations";
import { revokeKey } from "@/server/api-keys";
import { activeKeys, getIntegrationRow } from "@/server/integrations";
import { DeletedIntegration, IntegrationId } from "@/server/integrations/schema";
import { command } from "@/server/kernel";
import { resolveAlerts } from "./change-alerts";
import { AlertsReceived } from "./events";

/** Lives with the alerts, because those that are open end with the integration: nothing else would ever close them. */
export const deleteIntegration = command(
  {
    name: "integrations.delete",
    summary: "Deletes an integration, revokes its keys and expires its open alerts",
    scope: "organization",
    can: "integrations:write",
    input: IntegrationId,
    output: DeletedIntegration,
    rest: { method: "DELETE", path: "/integrations/{id}" },
    example: (fixture) => ({ id: fixture.integration.id }),
  },
  async ({ tx, now, organizationId, audit, emit, call }, { id }) => {
    const row = await getIntegrationRow(tx, id);
    for (const key of await activeKeys(tx, [id], now)) await call(revokeKey, { id: key.id });
    const closed = await resolveAlerts(tx, { integrationId: id }, "expired", now);
    await tx.delete(integrations).where(eq(integrations.id, id));
    if (closed.length)
      emit(AlertsReceived, { organization_id: organizationId }, { coalesceKey: AlertsReceived.name });
    audit({
      target: { kind: "integration", id, label: row.name },
      detail: { source: row.source, closedAlerts: closed.length },
    });
    return { id, closedAlerts: closed.length };
  },
);
