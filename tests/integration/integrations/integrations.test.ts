import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { alerts } from "@/drizzle/schema/alerts";
import { deliveries, integrations } from "@/drizzle/schema/integrations";
import { auditLog, outbox } from "@/drizzle/schema/kernel";
import { deleteIntegration, replayDelivery } from "@/server/alerts";
import {
  createIntegration,
  expireDeliveryBodies,
  getDelivery,
  getIntegration,
  listDeliveries,
  listIntegrations,
  listSources,
  rotateKey,
  sourceIds,
  updateIntegration,
} from "@/server/integrations";
import {
  ConflictError,
  execute,
  InvalidError,
  inOrganization,
  inSystem,
  NotFoundError,
  type Tx,
} from "@/server/kernel";
import { createTeam } from "@/server/tenancy";
import { amAlert, amGroup, createTenant, createTestIntegration, post, type Tenant } from "../ingest/support";

let tenant: Tenant;
let caller: { actor: Tenant["actor"] };
beforeAll(async () => {
  tenant = await createTenant();
  caller = { actor: tenant.actor };
});
const inTenant = <T>(work: (tx: Tx) => Promise<T>) => inOrganization(tenant.organizationId, work);

describe("an integration", () => {
  test("is created with a key that works at once, and says how it is set up", async () => {
    const made = await execute(
      createIntegration,
      { source: "alertmanager", name: "Production", environment: "production" },
      caller,
    );
    expect(made.key).toMatch(/^aik_/);
    expect(made.integration).toMatchObject({
      name: "Production",
      sourceName: "Prometheus Alertmanager",
      keyPrefix: made.key.slice(0, 12),
    });
    const { id } = made.integration;
    const before = await execute(getIntegration, { id }, caller);
    expect(before.setup.url).toMatch(/\/webhook\/alertmanager$/);
    const pasted = before.setup.steps.map(({ code }) => code).join("\n");
    for (const line of [
      "continue: true",
      "send_resolved: true",
      "group_wait: 5s",
      "group_interval: 30s",
      "repeat_interval: 1h",
      'credentials: "{key}"',
    ])
      expect(pasted).toContain(line);
    expect(JSON.stringify(before)).not.toContain(made.key);
    expect(before.seen).toEqual({ deliveries: 0, alerts: 0, labels: [], missing: [] });

    await post("alertmanager", amGroup([amAlert(), amAlert({ labels: { service: "", severity: "" } })]), {
      key: made.key,
    });
    const after = await execute(getIntegration, { id }, caller);
    expect(after.lastDeliveryAt).not.toBeNull();
    expect(after.firstFireAt).not.toBeNull();
    expect(after.firstResolveAt).toBeNull();
    expect(after.seen).toMatchObject({ deliveries: 1, alerts: 2, missing: ["service", "severity"] });
    expect(after.seen.labels).toEqual(["alertname", "instance", "service", "severity"]);
  });

  test("of an unknown source, or with a mapping that cannot work, is refused by name", async () => {
    await expect(execute(createIntegration, { source: "nagios", name: "N" }, caller)).rejects.toThrow(
      /There are: alertmanager, .*generic\./,
    );
    const refused = execute(
      createIntegration,
      { source: "generic", name: "G", settings: { fields: { name: "$..x" } } },
      caller,
    );
    await expect(refused).rejects.toBeInstanceOf(InvalidError);
    await expect(refused).rejects.toMatchObject({ issues: [{ path: ["settings", "fields", "name"] }] });
    await expect(
      execute(
        createIntegration,
        { source: "alertmanager", name: "A", teamId: "018f0000-0000-7000-8000-000000000000" },
        caller,
      ),
    ).rejects.toBeInstanceOf(NotFoundError);
  });

  test("is listed in pages, newest first", async () => {
    const own = await createTenant();
    for (const name of ["One", "Two", "Three"])
      await execute(createIntegration, { source: "generic", name }, { actor: own.actor });
    const first = await execute(listIntegrations, { limit: 2 }, { actor: own.actor });
    expect(first.items.map(({ name }) => name)).toEqual(["Three", "Two"]);
    const rest = await execute(
      listIntegrations,
      { limit: 2, cursor: first.nextCursor ?? "" },
      { actor: own.actor },
    );
    expect(rest.items.map(({ name }) => name)).toEqual(["One"]);
    expect(rest.nextCursor).toBeNull();
    expect((await execute(listSources, {}, caller)).items.map(({ id }) => id)).toEqual([...sourceIds]);
  });

  test("changes name, environment and mapping, and what comes next follows", async () => {
    const own = await createTestIntegration(tenant, "generic");
    const changed = await execute(
      updateIntegration,
      { id: own.id, name: "Cron", environment: "staging", settings: { fields: { name: "$.job" } } },
      caller,
    );
    expect(changed).toMatchObject({ name: "Cron", environment: "staging" });
    expect((await post("generic", { job: "backup" }, { key: own.key })).body).toMatchObject({ opened: 1 });
    const [alert] = await inTenant((tx) => tx.select().from(alerts).where(eq(alerts.integrationId, own.id)));
    expect(alert).toMatchObject({ alertName: "backup", environment: "staging" });
  });

  test("gets a new key, and the old one works for a day more", async () => {
    const own = await createTestIntegration(tenant, "alertmanager");
    const made = await execute(rotateKey, { id: own.id }, caller);
    for (const key of [made.key, own.key])
      expect((await post("alertmanager", amGroup([amAlert()]), { key })).status).toBe(202);
    const again = await execute(rotateKey, { id: own.id }, caller);
    expect(again.key).not.toBe(made.key);
    expect((await execute(getIntegration, { id: own.id }, caller)).keyPrefix).toBe(again.key.slice(0, 12));
  });

  test("that is deleted takes no delivery any more, and its open alerts end", async () => {
    const own = await createTestIntegration(tenant, "alertmanager");
    await post("alertmanager", amGroup([amAlert(), amAlert()]), { key: own.key });
    await inTenant((tx) => tx.delete(outbox));
    expect(await execute(deleteIntegration, { id: own.id }, caller)).toEqual({ id: own.id, closedAlerts: 2 });
    expect((await post("alertmanager", amGroup([amAlert()]), { key: own.key })).status).toBe(401);
    const rows = await inTenant((tx) => tx.select().from(alerts).where(eq(alerts.integrationId, own.id)));
    expect(
      rows.map(({ status, resolvedReason, correlatedAt }) => [status, resolvedReason, correlatedAt]),
    ).toEqual(Array(2).fill(["resolved", "expired", null]));
    expect(await inTenant((tx) => tx.select().from(outbox))).toHaveLength(1);
    await expect(execute(getIntegration, { id: own.id }, caller)).rejects.toBeInstanceOf(NotFoundError);
    const [entry] = await inTenant((tx) =>
      tx.select().from(auditLog).where(eq(auditLog.targetId, own.id)).orderBy(desc(auditLog.id)).limit(1),
    );
    expect(entry).toMatchObject({ action: "integrations.delete", detail: { closedAlerts: 2 } });
  });

  test("takes the alert's team from its label, else its own", async () => {
    const [payments, platform] = [
      await execute(createTeam, { name: "Payments" }, caller),
      await execute(createTeam, { name: "Platform" }, caller),
    ];
    const own = await createTestIntegration(tenant, "alertmanager", { teamId: platform.id });
    const named = amAlert({ labels: { team: "PAYMENTS" } });
    const other = amAlert({ labels: { team: "nobody" } });
    await post("alertmanager", amGroup([named, other]), { key: own.key });
    const rows = await inTenant((tx) => tx.select().from(alerts).where(eq(alerts.integrationId, own.id)));
    const teamOf = (key: unknown) => rows.find(({ dedupKey }) => dedupKey === key)?.teamId;
    expect(teamOf(named.fingerprint)).toBe(payments.id);
    expect(teamOf(other.fingerprint)).toBe(platform.id);
  });
});

describe("the delivery log", () => {
  test("tells what came, what it did and what could not be read; the body is masked", async () => {
    const own = await createTestIntegration(tenant, "alertmanager", { name: "Logged" });
    const alert = amAlert({ annotations: { password: "hunter2", note: "Bearer abcdefghijkl" } });
    await post("alertmanager", amGroup([alert, { status: "firing" }], { truncatedAlerts: 5 }), {
      key: own.key,
    });
    await post("alertmanager", amGroup([alert]), { key: own.key });
    const page = await execute(listDeliveries, { integrationId: own.id, limit: 1 }, caller);
    expect(page.items).toMatchObject([
      { status: "accepted", repeated: 1, integrationName: "Logged", firstError: null },
    ]);
    const next = await execute(
      listDeliveries,
      { integrationId: own.id, cursor: page.nextCursor ?? "" },
      caller,
    );
    expect(next.items).toMatchObject([
      {
        status: "partial",
        alertCount: 1,
        opened: 1,
        truncated: 5,
        errorCount: 1,
        firstError: "An alert needs labels.",
      },
    ]);
    expect(
      (await execute(listDeliveries, { integrationId: own.id, status: "unparsed" }, caller)).items,
    ).toEqual([]);
    const detail = await execute(getDelivery, { id: next.items[0]?.id ?? "" }, caller);
    expect(detail.errors).toEqual([{ index: 1, path: "alerts.1.labels", message: "An alert needs labels." }]);
    expect(detail.body).toContain('"password": "•••"');
    expect(detail.body).toContain('"note": "Bearer •••"');
    expect(detail.body).toContain(String(alert.fingerprint));
  });

  test("replays the original after a fix, once and as of when it came", async () => {
    const own = await createTestIntegration(tenant, "generic");
    const sent = await post("generic", { was: "mistaken", job: "backup" }, { key: own.key });
    expect(sent.body).toMatchObject({ status: "unparsed" });
    const id = String(sent.body.delivery_id);
    const failed = await execute(replayDelivery, { id }, caller);
    expect(failed).toMatchObject({ status: "unparsed", opened: 0 });
    await execute(updateIntegration, { id: own.id, settings: { fields: { name: "$.job" } } }, caller);
    const replayed = await execute(replayDelivery, { id }, caller);
    expect(replayed).toMatchObject({ status: "accepted", opened: 1, errorCount: 0 });
    expect(replayed.replayedAt).not.toBeNull();
    expect(await execute(replayDelivery, { id }, caller)).toMatchObject({ opened: 0, repeated: 1 });
    const rows = await inTenant((tx) => tx.select().from(alerts).where(eq(alerts.integrationId, own.id)));
    const read = rows.find(({ source }) => source === "generic");
    expect(read).toMatchObject({ alertName: "backup" });
    expect(read?.timestamp).toEqual(replayed.receivedAt);
    expect(rows.find(({ source }) => source === "aiops")).toMatchObject({ status: "resolved" });
  });

  test("keeps bodies only as long as it says, and says when one is gone", async () => {
    const own = await createTestIntegration(tenant, "alertmanager");
    const sent = await post("alertmanager", amGroup([amAlert()]), { key: own.key });
    const id = String(sent.body.delivery_id);
    const [row] = await inTenant((tx) => tx.select().from(deliveries).where(eq(deliveries.id, id)));
    const hours = ((row?.bodyUntil?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    await inTenant((tx) =>
      tx
        .update(deliveries)
        .set({ bodyUntil: new Date(0) })
        .where(eq(deliveries.id, id)),
    );
    await inSystem((tx) => expireDeliveryBodies(tx, new Date(1), 1000));
    expect(await execute(getDelivery, { id }, caller)).toMatchObject({ body: null, bodyUntil: null });
    await expect(execute(replayDelivery, { id }, caller)).rejects.toBeInstanceOf(ConflictError);
  });
});

test("an integration of another organization is not there", async () => {
  const foreign = await createTenant();
  const theirs = await createTestIntegration(foreign, "alertmanager");
  for (const attempt of [
    () => execute(getIntegration, { id: theirs.id }, caller),
    () => execute(updateIntegration, { id: theirs.id, name: "Ours" }, caller),
    () => execute(rotateKey, { id: theirs.id }, caller),
    () => execute(deleteIntegration, { id: theirs.id }, caller),
  ])
    await expect(attempt()).rejects.toBeInstanceOf(NotFoundError);
  const seen = await inTenant((tx) => tx.select().from(integrations).where(eq(integrations.id, theirs.id)));
  expect(seen).toEqual([]);
});
