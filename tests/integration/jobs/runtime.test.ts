import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { localDriver } from "@/inngest/process";
import { flushOutbox, relayOnce } from "@/inngest/relay";
import { type Jobs, jobStatus, startJobs } from "@/inngest/runtime";
import {
  type Database,
  type Emitted,
  inOrganization,
  insertOutbox,
  outboxCommitted,
  setDatabase,
  uuidv7,
} from "@/server/kernel";
import { testDatabaseUrl } from "@/tests/support/database";
import { startKit } from "./kit";

const owner = new pg.Pool({ connectionString: testDatabaseUrl(), max: 2 });
const now = new Date();
const organizationId = uuidv7(now);
await owner.query(
  "insert into organizations (id, name, slug, created_at) values ($1, 'Runtime', $2, now())",
  [organizationId, organizationId],
);
await owner.query("delete from outbox");
let jobs: Jobs | undefined;

// No function listens to this name: what the test sees is the way from the outbox into the engine.
const row = (): Emitted => ({
  id: uuidv7(new Date()),
  organizationId,
  name: "test.runtime",
  version: 1,
  data: { organization_id: organizationId },
  coalesceKey: null,
  createdAt: new Date(),
});
const emit = (event: Emitted) => inOrganization(organizationId, (tx) => insertOutbox(tx, [event]));
const isIn = async (table: "aiops_jobs.event" | "outbox", id: string) =>
  (await owner.query(`select from ${table} where id::text = $1`, [id])).rowCount === 1;
async function soon(holds: () => Promise<boolean>, ms = 1_500): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("It does not come to pass in time.");
    await sleep(10);
  }
}

afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
});
afterAll(() => owner.end());

test("jobs start once in a process, take events on NOTIFY, and stop", async () => {
  const [first, second] = await Promise.all([startJobs(), startJobs()]);
  expect(first).toBe(second);
  jobs = first;
  expect(jobs.engine).toBe("local");
  const event = row();
  await emit(event);
  await soon(() => isIn("aiops_jobs.event", event.id));
  await soon(async () => !(await isIn("outbox", event.id)));
  expect(await jobStatus()?.stats()).toMatchObject({
    running: expect.any(Number),
    oldestQueuedMs: expect.any(Number),
  });
  await jobs.stop();
  expect(jobStatus()).toBeNull();
  expect(localDriver()).toBeUndefined();
  jobs = await startJobs();
  expect(jobs).not.toBe(first);
});

test("what was committed while no process lived is sent at the next start", async () => {
  const event = row();
  await emit(event);
  jobs = await startJobs();
  await soon(() => isIn("aiops_jobs.event", event.id));
});

test("the kernel's flush and a lost listener", async () => {
  jobs = await startJobs();
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aiops-relay'",
  );
  const event = row();
  await emit(event);
  outboxCommitted();
  await soon(() => isIn("aiops_jobs.event", event.id));
  await soon(async () => {
    const { rowCount } = await owner.query(
      "select from pg_stat_activity where application_name = 'aiops-relay' and datname = current_database()",
    );
    return rowCount === 1;
  }, 5_000);
  const later = row();
  await emit(later);
  await soon(() => isIn("aiops_jobs.event", later.id));
});

test("without a driver an event stays in the outbox", async () => {
  const event = row();
  await emit(event);
  await expect(flushOutbox()).rejects.toThrow("has not been started");
  expect(await isIn("outbox", event.id)).toBe(true);
  await owner.query("delete from outbox");
});

test("a relay that dies between sending and deleting loses nothing and starts nothing twice", async () => {
  const seen: string[] = [];
  const kit = await startKit(testDatabaseUrl(), (client) => [
    client.createFunction({ id: "relayed", triggers: [{ event: "test.runtime" }] }, ({ event }) => {
      seen.push(event.id ?? "");
    }),
  ]);
  // A pool that survives the death of a connection in use.
  const pool = new pg.Pool({ connectionString: testDatabaseUrl(), application_name: "aiops-dying" });
  pool.on("connect", (client) => client.on("error", () => undefined));
  setDatabase({ pool: pool as unknown as Database["pool"], driver: "pg" });
  const events = [row(), row(), row()];
  for (const event of events) await emit(event);
  const died = relayOnce(async (batch) => {
    await kit.send(...batch);
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aiops-dying' and state = 'idle in transaction'",
    );
  });
  await expect(died).rejects.toThrow();
  expect(await isIn("outbox", events[0]!.id)).toBe(true);
  expect(await relayOnce((batch) => kit.send(...batch))).toBe(3);
  await kit.driver.idle();
  expect(seen.sort()).toEqual(events.map((event) => event.id).sort());
  expect(await isIn("outbox", events[0]!.id)).toBe(false);
  await kit.stop();
  setDatabase(undefined);
  await pool.end();
});
