import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { alerts } from "@/drizzle/schema/alerts";
import { inOrganization } from "@/server/kernel";
import { createTenant, createTestIntegration, post, type Tenant } from "./support";

// What each tool's story makes of an alert, through the webhook and the database; what a body means is tested with its parser.

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

const stored = async (integrationId: string, dedupKey: string) =>
  inOrganization(tenant.organizationId, (tx) =>
    tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.integrationId, integrationId), eq(alerts.dedupKey, dedupKey))),
  );

describe("Opsgenie", () => {
  const createdAt = Date.now() - 600_000;
  const body = (action: string, minute: number, more = {}) => ({
    action,
    alert: {
      alertId: "og-1",
      message: "Checkout fails",
      priority: "P1",
      createdAt,
      updatedAt: createdAt + minute * 60_000,
      ...more,
    },
  });

  it("creates, acknowledges, comments, takes back, closes one alert, in whatever order it comes", async () => {
    const { id, key } = await createTestIntegration(tenant, "opsgenie");
    const send = (value: unknown) => post("opsgenie", value, { key });
    expect(await send(body("Create", 0))).toMatchObject({ status: 202, body: { opened: 1 } });
    await send(body("Acknowledge", 1));
    expect(await stored(id, "og-1")).toMatchObject([{ status: "acknowledged", severity: "critical" }]);
    await send(body("AddNote", 2, { note: "Looking" }));
    await send(body("UnAcknowledge", 3));
    expect(await stored(id, "og-1")).toMatchObject([{ status: "firing" }]);
    await send(body("Close", 5));
    await send(body("Acknowledge", 4));
    await send(body("Close", 5));
    const rows = await stored(id, "og-1");
    expect(rows).toMatchObject([{ status: "resolved", resolvedReason: "source" }]);
    expect(rows[0]?.resolvedAt?.getTime()).toBe(createdAt + 5 * 60_000);
  });

  it("closed before it was heard of is stored resolved", async () => {
    const { id, key } = await createTestIntegration(tenant, "opsgenie");
    await post("opsgenie", body("Close", 5), { key });
    await post("opsgenie", body("Create", 0), { key });
    expect(await stored(id, "og-1")).toMatchObject([{ status: "resolved" }]);
  });
});

describe("Grafana", () => {
  const startsAt = new Date(Date.now() - 600_000).toISOString();
  const endsAt = new Date(Date.now() - 60_000).toISOString();
  const group = (status: "firing" | "resolved", more = {}) => ({
    receiver: "AIOps",
    status,
    orgId: 1,
    version: "1",
    externalURL: "https://grafana.example/",
    truncatedAlerts: 0,
    alerts: [
      {
        status,
        labels: { alertname: "DatasourceNoData", rulename: "Memory", datasource_uid: "prom-1" },
        annotations: {},
        startsAt,
        endsAt: status === "resolved" ? endsAt : "0001-01-01T00:00:00Z",
        fingerprint: "gf-1",
        ...more,
      },
    ],
  });

  it("fires, repeats and ends one alert", async () => {
    const { id, key } = await createTestIntegration(tenant, "grafana");
    expect(await post("grafana", group("firing"), { key })).toMatchObject({ body: { opened: 1 } });
    await post("grafana", group("firing"), { key });
    expect(await stored(id, "gf-1")).toMatchObject([
      {
        status: "firing",
        kind: "no_data",
        severity: "warning",
        repeatCount: 1,
        service: "datasource prom-1",
      },
    ]);
    await post("grafana", group("resolved", { annotations: { grafana_state_reason: "MissingSeries" } }), {
      key,
    });
    expect(await stored(id, "gf-1")).toMatchObject([{ status: "resolved", resolvedReason: "source" }]);
  });
});
