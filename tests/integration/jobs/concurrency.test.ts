import type { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { type Kit, MINUTE, startKit, VirtualClock } from "./kit";

let database: TestDatabase;
let kits: Kit[] = [];
const running = new Map<string, number>();
const most = new Map<string, number>();
const log: string[] = [];
let gate: Promise<void> = Promise.resolve();

/** Work that notes how many of its kind are under way at once. */
async function work(kind: string, ms = 4): Promise<void> {
  const now = (running.get(kind) ?? 0) + 1;
  running.set(kind, now);
  most.set(kind, Math.max(now, most.get(kind) ?? 0));
  log.push(kind);
  await gate;
  await new Promise((resolve) => setTimeout(resolve, ms));
  running.set(kind, (running.get(kind) ?? 0) - 1);
}

function functions(inngest: Inngest) {
  const on = (id: string, options: object, handler: Parameters<Inngest["createFunction"]>[1]) =>
    inngest.createFunction({ id, retries: 0, triggers: [{ event: `on/${id}` }], ...options }, handler);
  const byOrganization = { concurrency: { limit: 1, key: "event.data.organization_id" } };
  return [
    on("one", byOrganization, async ({ event, step }) => {
      const kind = `one ${event.data.organization_id}`;
      await step.run("first", () => work(kind));
      await Promise.all([step.run("left", () => work(kind)), step.run("right", () => work(kind))]);
      // Outside of a step is inside of a request, and a request is what the key limits.
      await work(kind, 1);
    }),
    on("two", { concurrency: { limit: 2 } }, ({ step }) => step.run("work", () => work("two", 40))),
    on("shared-a", { concurrency: { limit: 1, scope: "env", key: '"mail"' } }, ({ step }) =>
      step.run("work", () => work("shared")),
    ),
    on("shared-b", { concurrency: { limit: 1, scope: "env", key: '"mail"' } }, ({ step }) =>
      step.run("work", () => work("shared")),
    ),
    on(
      "both",
      { concurrency: [{ limit: 3 }, { limit: 1, key: "event.data.organization_id" }] },
      async ({ event, step }) => {
        await step.run("work", () => Promise.all([work("both"), work(`both ${event.data.organization_id}`)]));
      },
    ),
    on("sleeper", byOrganization, async ({ event, step }) => {
      if (event.data.sleep) await step.sleep("nap", "1m");
      if (event.data.fail) await step.run("fail", () => Promise.reject(new Error("no")));
      await step.run("work", () => work(`sleeper ${event.data.n}`));
    }),
    on("order", { ...byOrganization, cancelOn: [{ event: "on/stop", match: "data.n" }] }, ({ event, step }) =>
      step.run("work", () => work(`order ${event.data.n}`)),
    ),
  ];
}

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = new VirtualClock();
  kits = [
    await startKit(database.url, functions, {}, clock),
    await startKit(database.url, functions, {}, clock),
  ];
});
beforeEach(() => {
  for (const notes of [running, most]) notes.clear();
  log.length = 0;
  gate = Promise.resolve();
});
afterEach(async () => {
  const { rows } = await kits[0]!.driver.engine.pool.query(
    "select count(*)::int as count from aiops_jobs.slot",
  );
  expect(rows[0]).toEqual({ count: 0 });
});
afterAll(async () => {
  for (const kit of kits) await kit.stop();
  await database?.drop();
});

const organizations = ["A", "B", "C", "D"];

test("two servers never make two requests of one key at once", { timeout: 60_000 }, async () => {
  const [left, right] = kits as [Kit, Kit];
  const events = Array.from({ length: 30 }, (_, n) => ({
    name: "on/one",
    data: { organization_id: organizations[n % 4]! },
  }));
  await Promise.all(events.map((event, n) => (n % 2 ? left : right).send(event)));
  await left.driver.idle(50_000);
  for (const organization of organizations) expect(most.get(`one ${organization}`)).toBe(1);
  expect((await left.runs("test-one")).items.filter((run) => run.status === "completed")).toHaveLength(30);
  expect(log.filter((entry) => entry.startsWith("one")).length).toBeGreaterThanOrEqual(120);
});

test("a limit above one is used up and not exceeded", async () => {
  const [left, right] = kits as [Kit, Kit];
  await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? left : right).send({ name: "on/two" })));
  await left.driver.idle();
  expect(most.get("two")).toBe(2);
});

test("functions that share a scope share its key", async () => {
  const [left] = kits as [Kit];
  await left.run(...Array.from({ length: 10 }, (_, n) => ({ name: n % 2 ? "on/shared-a" : "on/shared-b" })));
  expect(most.get("shared")).toBe(1);
  expect(log).toHaveLength(10);
});

test("two limits hold together", async () => {
  const [left, right] = kits as [Kit, Kit];
  const events = Array.from({ length: 24 }, (_, n) => ({
    name: "on/both",
    data: { organization_id: organizations[n % 4]! },
  }));
  await Promise.all(events.map((event, n) => (n % 2 ? left : right).send(event)));
  await left.driver.idle();
  expect(most.get("both")).toBeLessThanOrEqual(3);
  for (const organization of organizations) expect(most.get(`both ${organization}`)).toBe(1);
  expect(log).toHaveLength(48);
});

test("a run that sleeps or waits for its next attempt leaves the key to others", async () => {
  const [kit] = kits as [Kit];
  await kit.run({ name: "on/sleeper", data: { organization_id: "A", n: 1, sleep: true } });
  await kit.run({ name: "on/sleeper", data: { organization_id: "A", n: 2 } });
  await kit.run({ name: "on/sleeper", data: { organization_id: "A", n: 3, fail: true } });
  await kit.run({ name: "on/sleeper", data: { organization_id: "A", n: 4 } });
  expect(log).toEqual(["sleeper 2", "sleeper 4"]);
  await kit.advance(MINUTE);
  expect(log).toEqual(["sleeper 2", "sleeper 4", "sleeper 1"]);
});

test("whoever waits for a key gets it in the order of asking, and another key does not wait at all", async () => {
  const [kit] = kits as [Kit];
  let open = () => {};
  gate = new Promise((resolve) => {
    open = () => resolve();
  });
  for (let n = 1; n <= 5; n++) await kit.send({ name: "on/order", data: { organization_id: "A", n } });
  await kit.send({ name: "on/order", data: { organization_id: "B", n: 6 } });
  await until(() => log.length === 2);
  expect(log.sort()).toEqual(["order 1", "order 6"]);
  expect(await kit.driver.stats()).toMatchObject({ queued: 4, running: 2 });
  // A cancelled run must not keep the others from their turn, whether it waits or is at work.
  await kit.send({ name: "on/stop", data: { n: 3 } }, { name: "on/stop", data: { n: 1 } });
  expect(log).toHaveLength(2);
  open();
  await kit.driver.idle();
  expect(log.slice(2)).toEqual(["order 2", "order 4", "order 5"]);
  expect(most.get("order 2")).toBe(1);
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error("It does not come to pass.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
