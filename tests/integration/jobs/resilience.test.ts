import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { type Kit, MINUTE, startKit, VirtualClock } from "./kit";

let database: TestDatabase;
let owner: pg.Pool;
let kits: Kit[] = [];
const log: string[] = [];
let hold: Promise<void> = Promise.resolve();

const make = (inngest: Inngest) => {
  const on = (id: string, handler: Parameters<Inngest["createFunction"]>[1]) =>
    inngest.createFunction({ id, retries: 0, triggers: [{ event: `on/${id}` }] }, handler);
  return {
    old: on("old", ({ step }) => step.run("old", () => log.push("old"))),
    fresh: on("fresh", ({ step }) => step.run("fresh", () => log.push("fresh"))),
    odd: on("odd", ({ step }) => step.run("odd", () => "nul \0 and \\u0000")),
    slow: on("slow", ({ step }) =>
      step.run("slow", async () => {
        log.push("begun");
        await hold;
        log.push("ended");
      }),
    ),
    many: on("many", async ({ step }) => {
      for (let n = 0; n < 40; n++) await step.run("same", () => n);
    }),
  };
};
const all = (inngest: Inngest) => Object.values(make(inngest));

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterEach(async () => {
  for (const kit of kits) await kit.stop();
  kits = [];
  log.length = 0;
  hold = Promise.resolve();
  await owner.query("truncate aiops_jobs.run cascade");
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

async function start(
  build: Parameters<typeof startKit>[1] = all,
  overrides = {},
  clock = new VirtualClock(),
): Promise<Kit> {
  const kit = await startKit(database.url, build, overrides, clock);
  kits.push(kit);
  return kit;
}
const lastRun = async (kit: Kit, id: string) => {
  const { items } = await kit.runs(`test-${id}`);
  return kit.driver.getRun(items[0]?.id ?? "");
};
async function until(holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("It does not come to pass.");
    await sleep(10);
  }
}

test("servers may start at the same moment on an empty database", async () => {
  const clock = new VirtualClock();
  kits.push(...(await Promise.all([1, 2, 3].map(() => startKit(database.url, all, {}, clock)))));
  await kits[2]!.run({ name: "on/old" });
  expect(log).toEqual(["old"]);
});

test("a run of a function that only the newer server knows waits for that server", async () => {
  const clock = new VirtualClock();
  const newer = await start(all, {}, clock);
  await newer.driver.stop();
  const older = await start((inngest) => [make(inngest).old], {}, clock);
  await older.driver.engine.pool.query(
    `select aiops_jobs.create_run('019b0000-fresh', 'test-fresh', '{"id":"x","name":"on/fresh","data":{},"ts":1}', '[]', null, null, null, null, $1)`,
    [clock.now()],
  );
  await older.driver.idle();
  expect(log).toEqual([]);
  expect(await lastRun(older, "fresh")).toMatchObject({ status: "running" });
  const again = await start(all, {}, clock);
  await older.driver.stop();
  kits = [again];
  await again.advance(MINUTE);
  expect(log).toEqual(["fresh"]);
  expect(await lastRun(again, "fresh")).toMatchObject({ status: "completed" });
});

test("an endpoint that never answers ends the run with its message", async () => {
  const kit = await start(all, { handler: () => Promise.reject(new Error("no endpoint")) });
  await kit.run({ name: "on/old" });
  await kit.advance(60 * MINUTE);
  expect(await lastRun(kit, "old")).toMatchObject({
    status: "failed",
    error: { name: "InfrastructureError", message: expect.stringContaining("no endpoint") },
  });
});

test("what Postgres cannot hold does not stop a run", async () => {
  const kit = await start();
  await kit.run({ name: "on/odd", data: { text: "a\0b" } });
  expect(await lastRun(kit, "odd")).toMatchObject({
    status: "completed",
    output: "nul \ufffd and \\u0000",
    event: { data: { text: "a\ufffdb" } },
  });
});

test("a server that loses its connections goes on, and repeats nothing", async () => {
  const kit = await start(all, { reapMs: 200 });
  await start(all, { reapMs: 200 }, kit.clock);
  let open = () => {};
  hold = new Promise((resolve) => {
    open = () => resolve();
  });
  await kit.send({ name: "on/slow" });
  await until(() => log.length === 1);
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aiops-jobs' and datname = current_database() and pid <> pg_backend_pid()",
  );
  await sleep(3_000);
  open();
  await kit.driver.idle();
  expect(log).toEqual(["begun", "ended"]);
  await kit.run({ name: "on/old" });
  expect(log).toContain("old");
});

test("what a thought-dead server finds is not written over its successor's", async () => {
  const kit = await start();
  let open = () => {};
  hold = new Promise((resolve) => {
    open = () => resolve();
  });
  await kit.send({ name: "on/slow" });
  await until(() => log.length === 1);
  const { pool } = kit.driver.engine;
  await pool.query(
    "select graphile_worker.force_unlock_workers(array(select locked_by from graphile_worker.jobs))",
  );
  await pool.query(`select pg_notify('jobs:insert', '{"count":10}')`);
  await until(() => log.length === 2);
  hold = Promise.resolve();
  open();
  await kit.driver.idle();
  expect(await lastRun(kit, "slow")).toMatchObject({ status: "completed" });
  expect((await kit.runs("test-slow")).items.filter((run) => run.status !== "completed")).toEqual([]);
});

/** Creates a run while no server is at work. */
async function leave(id: string, functionId: string, slots: object[] = []): Promise<void> {
  const event = { id, name: functionId.replace("test-", "on/"), data: {}, ts: 1 };
  await owner.query("select aiops_jobs.create_run($1, $2, $3, $4, null, null, null, null, now())", [
    id,
    functionId,
    JSON.stringify(event),
    JSON.stringify(slots),
  ]);
}

test("what the queue gave up is ended with its last error, and the key it held is free", async () => {
  const slots = [{ key: "k", limit: 1 }];
  await leave("hopeless", "test-old", slots);
  await leave("next", "test-fresh", slots);
  await owner.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'died of it'",
  );
  const kit = await start();
  await kit.driver.idle();
  expect(await kit.driver.getRun("hopeless")).toMatchObject({
    status: "failed",
    error: { name: "InfrastructureError", message: "died of it" },
  });
  expect(await kit.driver.getRun("next")).toMatchObject({ status: "completed" });
  expect(log).toEqual(["fresh"]);
});

test("what the queue put off is done as soon as somebody looks", async () => {
  await leave("late", "test-old");
  await owner.query(
    "update graphile_worker._private_jobs set attempts = 3, run_at = now() + interval '1 hour'",
  );
  const kit = await start();
  await kit.driver.idle();
  expect(await kit.driver.getRun("late")).toMatchObject({ status: "completed" });
});

test("jobs locked under a name no server bears are freed", async () => {
  await leave("stray", "test-old");
  await owner.query(
    "update graphile_worker._private_jobs set locked_by = 'pool-nobody', locked_at = now() - interval '1 minute'",
  );
  const kit = await start();
  await kit.driver.idle();
  expect(await kit.driver.getRun("stray")).toMatchObject({ status: "completed" });
});

test("a run ends at a thousand steps", async () => {
  await leave("long", "test-many");
  await owner.query(
    `insert into aiops_jobs.step (run_id, id, op, state, value, done_order, created_at)
     select 'long', 'old ' || n, 'StepRun', 'done', '1', n, now() from generate_series(1, 999) n`,
  );
  const kit = await start();
  await kit.driver.idle();
  expect(await kit.driver.getRun("long")).toMatchObject({
    status: "failed",
    error: { name: "TooManyStepsError" },
  });
});

test("a server that stops lets the step under way finish", async () => {
  const kit = await start();
  let open = () => {};
  hold = new Promise((resolve) => {
    open = () => resolve();
  });
  await kit.send({ name: "on/slow" });
  await until(() => log.length === 1);
  setTimeout(open, 200);
  await kit.driver.stop();
  kits = [];
  expect(log).toEqual(["begun", "ended"]);
  const { rows } = await owner.query("select from aiops_jobs.instance");
  expect(rows).toEqual([]);
  const next = await start();
  await next.driver.idle();
  expect(await lastRun(next, "slow")).toMatchObject({ status: "completed" });
  expect(log).toEqual(["begun", "ended"]);
});
