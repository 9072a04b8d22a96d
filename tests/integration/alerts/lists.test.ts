import { inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { alerts } from "@/drizzle/schema/alerts";
import {
  acknowledgeAlerts,
  alertCounts,
  alertFacets,
  alertsOfIncident,
  getAlert,
  getAlerts,
  listAlerts,
  markCorrelated,
  readUncorrelated,
  resolveAlerts,
  setIncident,
  unacknowledgeAlerts,
} from "@/server/alerts";
import type { ListAlertsInput } from "@/server/alerts/schema";
import { declareIncident, updateIncident } from "@/server/incidents";
import { execute, InvalidError, inOrganization, NotFoundError, type Tx, uuidv7 } from "@/server/kernel";
import { actorOf, addAlert, createFixture } from "../../support/fixture";
import { createTenant, type Tenant } from "../ingest/support";

type Fixture = Awaited<ReturnType<typeof createFixture>>;
let fixture: Fixture;
let caller: { actor: ReturnType<typeof actorOf> };
const minute = (n: number) => new Date(Date.UTC(2026, 10, 1, 0, n));

beforeAll(async () => {
  fixture = await createFixture("Lists");
  caller = { actor: actorOf(fixture) };
  const add = (n: number, seed: Parameters<typeof addAlert>[2]) =>
    addAlert(fixture.organization.id, fixture.integration.id, {
      timestamp: minute(n),
      correlatedAt: minute(n),
      service: "list",
      ...seed,
    });
  await add(1, { alertName: "DiskFull", severity: "warning", labels: { host: "db-1", tier: "gold" } });
  await add(2, {
    alertName: "diskSlow",
    severity: "critical",
    labels: { host: "db-2", tier: "gold" },
    environment: "staging",
  });
  await add(3, {
    alertName: "Disk%Odd",
    severity: "info",
    labels: { host: "db-1" },
    status: "acknowledged",
    acknowledgedAt: minute(4),
  });
  await add(4, {
    alertName: "Latency",
    severity: "warning",
    labels: {},
    status: "resolved",
    resolvedAt: minute(5),
    resolvedReason: "source",
  });
  await add(5, { alertName: "Muted", severity: "critical", labels: {}, mutedBy: "silence" });
  await add(6, { alertName: "Flapper", severity: "warning", labels: {}, flapping: true });
  await add(7, { alertName: "Stale", severity: "critical", labels: {}, stale: true });
});

const names = async (input: Partial<ListAlertsInput>) =>
  (await execute(listAlerts, { service: "list", ...input }, caller)).items.map(({ alertName }) => alertName);

describe("the list", () => {
  test.each<[Partial<ListAlertsInput>, string[]]>([
    [{ view: "all" }, ["Stale", "Flapper", "Muted", "Latency", "Disk%Odd", "diskSlow", "DiskFull"]],
    [{}, ["Stale", "Flapper", "diskSlow", "DiskFull"]],
    [{ view: "acknowledged" }, ["Disk%Odd"]],
    [{ view: "resolved" }, ["Latency"]],
    [{ view: "muted" }, ["Muted"]],
    [{ view: "flapping" }, ["Flapper"]],
    [{ view: "stale" }, ["Stale"]],
    [{ order: "severity" }, ["Stale", "diskSlow", "Flapper", "DiskFull"]],
    [{ view: "all", severity: "critical" }, ["Stale", "Muted", "diskSlow"]],
    [{ view: "all", severity: "critical", environment: "staging" }, ["diskSlow"]],
    [{ view: "all", label: "host=db-1" }, ["Disk%Odd", "DiskFull"]],
    [{ view: "all", label: "tier=gold", severity: "warning" }, ["DiskFull"]],
    [{ view: "all", label: "tier=" }, []],
    [{ view: "all", search: "DISK" }, ["Disk%Odd", "diskSlow", "DiskFull"]],
    [{ view: "all", search: "disk%" }, ["Disk%Odd"]],
    [{ view: "all", search: "isk" }, []],
  ])("%j", async (input, expected) => {
    expect(await names(input)).toEqual(expected);
  });

  test("pages by cursor, in either order, without a gap or a double", async () => {
    for (const input of [
      { view: "all" as const },
      { order: "severity" as const },
      { view: "all" as const, label: "host=db-1" },
      { view: "all" as const, search: "d" },
    ]) {
      const whole = await names(input);
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await execute(listAlerts, { service: "list", ...input, limit: 1, cursor }, caller);
        expect(page.items.length).toBeLessThanOrEqual(1);
        walked.push(...page.items.map(({ alertName }) => alertName));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(walked).toEqual(whole);
    }
  });

  test("refuses a cursor of its own making and a label without a key", async () => {
    for (const input of [
      { cursor: "x" },
      { cursor: Buffer.from('{"id":4}').toString("base64url") },
      { label: "novalue" },
      { label: "=x" },
    ])
      await expect(execute(listAlerts, input, caller)).rejects.toBeInstanceOf(InvalidError);
  });

  test("names the incident and the integration; mine are those of incidents assigned to me", async () => {
    const { items } = await execute(listAlerts, { incidentId: fixture.incident.id }, caller);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      integrationName: "Alertmanager",
      incident: { id: fixture.incident.id, reference: "INC-1", title: "Checkout fails" },
    });
    expect((await execute(listAlerts, { view: "mine" }, caller)).items).toEqual([]);
    await execute(updateIncident, { id: fixture.incident.id, assignedTo: fixture.user.id }, caller);
    expect((await execute(listAlerts, { view: "mine" }, caller)).items).toHaveLength(2);
    expect(await execute(alertCounts, {}, caller)).toMatchObject({ mine: 2 });
  });
});

test("counts stand behind every chip and stop at a thousand", async () => {
  const counts = await execute(alertCounts, {}, caller);
  expect(counts).toMatchObject({ acknowledged: 1, muted: 1, flapping: 1, stale: 1, resolved: 1 });
  const own = await createFixture("Many");
  const now = new Date();
  await inOrganization(own.organization.id, (tx) =>
    tx.insert(alerts).values(
      Array.from({ length: 1100 }, () => {
        const id = uuidv7(now);
        return {
          organizationId: own.organization.id,
          id,
          integrationId: own.integration.id,
          dedupKey: id,
          alertName: "A",
          severity: "info" as const,
          status: "firing" as const,
          labels: {},
          annotations: {},
          fingerprint: id,
          timestamp: now,
          lastSeenAt: now,
          sourceEventAt: now,
          source: "generic",
          createdAt: now,
        };
      }),
    ),
  );
  expect(await execute(alertCounts, {}, { actor: actorOf(own) })).toMatchObject({
    firing: 1000,
    resolved: 0,
  });
});

test("facets name services and environments", async () => {
  const found = await execute(alertFacets, {}, caller);
  expect(found.services).toEqual(["checkout", "list", "search"]);
  expect(found.environments).toEqual(["production", "staging"]);
});

test("one alert comes with the other episodes of its problem", async () => {
  const add = (n: number, seed: object) =>
    addAlert(fixture.organization.id, fixture.integration.id, {
      dedupKey: "episodes",
      timestamp: minute(n),
      ...seed,
    });
  const first = await add(20, { status: "resolved", resolvedAt: minute(25), resolvedReason: "source" });
  const second = await add(30, { previousId: first.id });
  const detail = await execute(getAlert, { id: second.id }, caller);
  expect(detail.previousId).toBe(first.id);
  expect(detail.episodes.map(({ id }) => id)).toEqual([second.id, first.id]);
  const foreign = await createFixture("Foreign");
  await expect(execute(getAlert, { id: second.id }, { actor: actorOf(foreign) })).rejects.toBeInstanceOf(
    NotFoundError,
  );
});

describe("doors for the rooms above", () => {
  let tenant: Tenant;
  const integrationId = uuidv7(new Date());
  const inTenant = <T>(work: (tx: Tx) => Promise<T>) => inOrganization(tenant.organizationId, work);
  const add = (n: number, seed: object = {}) =>
    addAlert(tenant.organizationId, integrationId, { timestamp: minute(n), ...seed });
  const now = new Date();
  const statuses = async (ids: string[]) =>
    (await inTenant((tx) => getAlerts(tx, ids))).map(({ status }) => status);

  test("the queue hands out what waits, earliest first, and keeps what it was told", async () => {
    tenant = await createTenant();
    const [late, early] = [await add(9), await add(3)];
    const incidentId = uuidv7(now);
    const claimed = await inTenant(async (tx) => {
      const waiting = await readUncorrelated(tx, 10);
      await markCorrelated(
        tx,
        [
          { id: early.id, incidentId },
          { id: late.id, incidentId: null },
        ],
        now,
      );
      return waiting;
    });
    expect(claimed.map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(await inTenant((tx) => readUncorrelated(tx, 10))).toEqual([]);
    expect(await inTenant((tx) => alertsOfIncident(tx, incidentId))).toMatchObject([{ id: early.id }]);
    await inTenant((tx) => setIncident(tx, [late.id], incidentId, now));
    expect(await inTenant((tx) => alertsOfIncident(tx, incidentId))).toHaveLength(2);
  });

  test("read without a lock, what changed since stays on the queue", async () => {
    const [ended, same] = [await add(1), await add(2)];
    const seen = await inTenant((tx) => readUncorrelated(tx, 10));
    const mine = seen.filter(({ id }) => id === ended.id || id === same.id);
    expect(mine).toHaveLength(2);
    await inTenant((tx) => resolveAlerts(tx, { ids: [ended.id] }, "expired", now));
    const incidentId = uuidv7(now);
    await inTenant((tx) =>
      markCorrelated(
        tx,
        mine.map((alert) => ({ id: alert.id, incidentId, seen: alert })),
        now,
      ),
    );
    expect(await inTenant((tx) => readUncorrelated(tx, 10))).toMatchObject([{ id: ended.id, incidentId }]);
    expect(await inTenant((tx) => alertsOfIncident(tx, incidentId))).toHaveLength(2);
    await inTenant((tx) => markCorrelated(tx, [{ id: ended.id, incidentId }], now));
    expect(await inTenant((tx) => readUncorrelated(tx, 10))).toEqual([]);
  });

  test("an incident's alerts are acknowledged, taken back and closed; those closed stay so", async () => {
    const incidentId = uuidv7(now);
    const open = await add(1, { incidentId, correlatedAt: now });
    const ended = await add(2, {
      incidentId,
      correlatedAt: now,
      status: "resolved",
      resolvedAt: minute(3),
      resolvedReason: "source",
    });
    const ids = [open.id, ended.id];
    expect(await inTenant((tx) => acknowledgeAlerts(tx, incidentId, now))).toEqual([open.id]);
    expect(await statuses(ids)).toEqual(["acknowledged", "resolved"]);
    expect(await inTenant((tx) => unacknowledgeAlerts(tx, incidentId))).toEqual([open.id]);
    expect(await statuses(ids)).toEqual(["firing", "resolved"]);
    expect(await inTenant((tx) => resolveAlerts(tx, { incidentId }, "person", now))).toEqual([open.id]);
    expect(await inTenant((tx) => getAlerts(tx, ids))).toMatchObject([
      { resolvedReason: "person" },
      { resolvedReason: "source", resolvedAt: minute(3) },
    ]);
    expect(await inTenant((tx) => readUncorrelated(tx, 10))).toEqual([]);
  });

  test("alerts closed by id are put before correlation again", async () => {
    const alert = await add(1, { correlatedAt: now });
    expect(await inTenant((tx) => resolveAlerts(tx, { ids: [alert.id] }, "expired", now))).toEqual([
      alert.id,
    ]);
    expect(await inTenant((tx) => readUncorrelated(tx, 10))).toMatchObject([
      { id: alert.id, resolvedReason: "expired" },
    ]);
    expect(await inTenant((tx) => resolveAlerts(tx, { ids: [] }, "expired", now))).toEqual([]);
  });

  test("see nothing of another organization", async () => {
    const alert = await add(1);
    const foreign = await createTenant();
    const theirs = <T>(work: (tx: Tx) => Promise<T>) => inOrganization(foreign.organizationId, work);
    expect(await theirs((tx) => getAlerts(tx, [alert.id]))).toEqual([]);
    await theirs((tx) => setIncident(tx, [alert.id], uuidv7(now), now));
    await theirs((tx) => markCorrelated(tx, [{ id: alert.id, incidentId: uuidv7(now) }], now));
    const [row] = await inTenant((tx) =>
      tx
        .select()
        .from(alerts)
        .where(inArray(alerts.id, [alert.id])),
    );
    expect(row).toMatchObject({ incidentId: null, correlatedAt: null });
  });
});

test("declaring an incident takes loose alerts along", async () => {
  const incident = await execute(
    declareIncident,
    { title: "Search", alertIds: [fixture.looseAlert.id] },
    caller,
  );
  const { items } = await execute(listAlerts, { incidentId: incident.id }, caller);
  expect(items.map(({ id }) => id)).toEqual([fixture.looseAlert.id]);
});
