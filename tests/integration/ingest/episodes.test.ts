import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { alertLabels, alerts } from "@/drizzle/schema/alerts";
import { deliveries, integrations } from "@/drizzle/schema/integrations";
import { outbox } from "@/drizzle/schema/kernel";
import { inOrganization } from "@/server/kernel";
import {
  amAlert,
  amGroup,
  createTenant,
  createTestIntegration,
  post,
  type Tenant,
  type TestIntegration,
} from "./support";

let tenant: Tenant;
let integration: TestIntegration;
beforeAll(async () => {
  tenant = await createTenant();
  integration = await createTestIntegration(tenant, "alertmanager", { environment: "production" });
});

const episodes = (fingerprint: unknown) =>
  inOrganization(tenant.organizationId, (tx) =>
    tx
      .select()
      .from(alerts)
      .where(eq(alerts.dedupKey, String(fingerprint)))
      .orderBy(desc(alerts.timestamp)),
  );
const send = (list: unknown[], more = {}) =>
  post("alertmanager", amGroup(list, more), { key: integration.key });

test("a firing opens an episode, its repeat is counted, its end closes it", async () => {
  const alert = amAlert();
  const first = await send([alert]);
  expect(first.status).toBe(202);
  expect(first.body).toMatchObject({
    status: "accepted",
    accepted: 1,
    opened: 1,
    repeated: 0,
    resolved: 0,
    ignored: 0,
    errors: [],
  });
  const again = await send([{ ...alert, annotations: { summary: "5xx above 9 %", value: "9" } }]);
  expect(again.body).toMatchObject({ opened: 0, repeated: 1 });
  const [open] = await episodes(alert.fingerprint);
  expect(open).toMatchObject({
    alertName: "HighErrorRate",
    severity: "critical",
    status: "firing",
    service: "checkout",
    environment: "production",
    instance: "10.0.0.1:9100",
    repeatCount: 1,
    value: "9",
    annotations: { summary: "5xx above 9 %", value: "9" },
    source: "alertmanager",
    sourceUrl: "http://prometheus:9090/graph?g0.expr=up",
    resolvedAt: null,
  });
  expect(open?.timestamp.toISOString()).toBe("2026-11-20T10:00:00.000Z");
  const labels = await inOrganization(tenant.organizationId, (tx) =>
    tx
      .select()
      .from(alertLabels)
      .where(eq(alertLabels.alertId, open?.id ?? "")),
  );
  expect(labels.map(({ key, value }) => `${key}=${value}`).sort()).toEqual([
    "alertname=HighErrorRate",
    "instance=10.0.0.1:9100",
    "service=checkout",
    "severity=critical",
  ]);

  const ended = await send([{ ...alert, status: "resolved", endsAt: "2026-11-20T10:05:00Z" }]);
  expect(ended.body).toMatchObject({ resolved: 1 });
  const [closed, ...others] = await episodes(alert.fingerprint);
  expect(others).toEqual([]);
  expect(closed).toMatchObject({ status: "resolved", resolvedReason: "source", correlatedAt: null });
  expect(closed?.resolvedAt?.toISOString()).toBe("2026-11-20T10:05:00.000Z");

  const log = await inOrganization(tenant.organizationId, (tx) => tx.select().from(deliveries));
  expect(log.map(({ opened, repeated, resolved }) => [opened, repeated, resolved]).sort()).toEqual([
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const events = await inOrganization(tenant.organizationId, (tx) => tx.select().from(outbox));
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    name: "alerts.received",
    data: { organization_id: tenant.organizationId },
  });
  const [row] = await inOrganization(tenant.organizationId, (tx) => tx.select().from(integrations));
  expect(row?.lastDeliveryAt && row.firstFireAt && row.firstResolveAt).toBeTruthy();
});

test("a newer start opens a linked episode and closes the one still open", async () => {
  const alert = amAlert();
  await send([alert]);
  const next = await send([{ ...alert, startsAt: "2026-11-20T11:00:00Z" }]);
  expect(next.body).toMatchObject({ opened: 1 });
  const [newer, older] = await episodes(alert.fingerprint);
  expect(newer).toMatchObject({ status: "firing", previousId: older?.id });
  expect(older).toMatchObject({ status: "resolved", resolvedReason: "source" });
  expect(older?.resolvedAt).toEqual(newer?.timestamp);
});

test("an end before its firing is stored resolved, and the firing of the same start stays resolved", async () => {
  const alert = amAlert();
  const ended = await send([{ ...alert, status: "resolved", endsAt: "2026-11-20T10:05:00Z" }]);
  expect(ended.body).toMatchObject({ resolved: 1, opened: 0 });
  const late = await send([alert]);
  expect(late.body).toMatchObject({ repeated: 1, opened: 0 });
  expect(await episodes(alert.fingerprint)).toMatchObject([{ status: "resolved", repeatCount: 1 }]);
});
