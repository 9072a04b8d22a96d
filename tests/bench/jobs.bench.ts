// needs: database
import { Logger, run } from "graphile-worker";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { localOptions } from "@/inngest/client";
import { openPool } from "@/inngest/local/database";
import { Driver } from "@/inngest/local/driver";
import { newSigningKey } from "@/inngest/local/signing-key";
import { relayOnce } from "@/inngest/relay";
import { type Emitted, inOrganization, insertOutbox, uuidv7 } from "@/server/kernel";
import { figure } from "./figure";

const SAMPLES = 300;
const url = process.env.DATABASE_URL ?? "";

/** Calls `begin` again and again on an idle machine; answers the times until `arrived` was called, sorted. */
async function latencies(begin: (sample: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = -20; n < SAMPLES; n++) {
    const sample = uuidv7(new Date());
    const done = new Promise<void>((resolve) => arrivals.set(sample, resolve));
    const startedAt = performance.now();
    await Promise.all([begin(sample), done]);
    const ms = reached.get(sample)! - startedAt;
    // The first ones warm up.
    if (n >= 0) times.push(ms);
    // Until the run before has ended, too: what is measured is an idle engine.
    await driver.idle();
  }
  return times.sort((a, b) => a - b);
}
const arrivals = new Map<string, () => void>();
const reached = new Map<string, number>();
function arrived(sample: string): void {
  reached.set(sample, performance.now());
  arrivals.get(sample)?.();
}
const quantile = (sorted: number[], q: number): number => sorted[Math.floor(sorted.length * q)] ?? Number.NaN;

const signingKey = newSigningKey();
const holder: { driver?: Driver } = {};
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const inngest = new Inngest({
  id: "bench",
  logger: log,
  aiMetadata: false,
  ...localOptions((input, init) => holder.driver!.fetch(input, init), signingKey),
});
let completed = 0;
const functions = [
  inngest.createFunction({ id: "plain", triggers: [{ event: "plain" }] }, ({ event, step }) =>
    step.run("first", () => arrived(event.data.sample)),
  ),
  inngest.createFunction(
    {
      id: "keyed",
      triggers: [{ event: "keyed" }],
      concurrency: { limit: 1, key: "event.data.organization_id" },
    },
    ({ event, step }) => step.run("first", () => arrived(event.data.sample)),
  ),
  inngest.createFunction({ id: "five", triggers: [{ event: "five" }] }, async ({ step }) => {
    for (let n = 0; n < 5; n++) await step.run(`step ${n}`, () => n);
    completed++;
  }),
];
const driver = new Driver({
  connectionString: url,
  appId: "bench",
  functions,
  handler: serve({ client: inngest, functions }),
  signingKey,
  newId: () => uuidv7(new Date()),
  clock: { now: () => new Date() },
  log,
});
holder.driver = driver;
await driver.start();

/** A bare job of the same queue in the same database: what any driver on it costs at least. */
async function bareQueue(): Promise<number[]> {
  const pool = openPool(url, 10);
  const runner = await run({
    pgPool: pool,
    concurrency: 4,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: { bench: (payload) => arrived((payload as { sample: string }).sample) },
  });
  const times = await latencies((sample) =>
    pool.query("select graphile_worker.add_job('bench', json_build_object('sample', $1::text))", [sample]),
  );
  await runner.stop();
  await pool.end();
  return times;
}

const reference = await bareQueue();
const report = (metric: string, times: number[], note: string) => {
  for (const q of [0.5, 0.95]) {
    const base = quantile(reference, q);
    const value = quantile(times, q);
    figure({
      bench: "jobs",
      metric: `${metric}_p${q * 100}_ms`,
      value,
      unit: "ms",
      reference: base,
      ratio: value / base,
      note,
    });
  }
};
const bare = "reference: a bare graphile-worker job, from add_job to its handler, in the same run";
report(
  "event_to_step",
  await latencies((sample) => driver.send([{ name: "plain", data: { sample } }])),
  bare,
);
report(
  "event_to_step_keyed",
  await latencies((sample) => driver.send([{ name: "keyed", data: { sample, organization_id: "a" } }])),
  bare,
);

const organizationId = uuidv7(new Date());
const owner = new pg.Client({ connectionString: url });
await owner.connect();
await owner.query(
  "insert into organizations (id, name, slug, created_at) values ($1, 'Bench', 'bench', now())",
  [organizationId],
);
await owner.end();
const row = (sample: string): Emitted => ({
  id: sample,
  organizationId,
  name: "plain",
  version: 1,
  data: { organization_id: organizationId, sample },
  coalesceKey: `bench ${sample}`,
  createdAt: new Date(),
});
report(
  "outbox_to_step",
  await latencies(async (sample) => {
    await inOrganization(organizationId, (tx) => insertOutbox(tx, [row(sample)]));
    await relayOnce((events) => driver.send(events));
  }),
  `from the emitting transaction's begin, through the outbox; ${bare}`,
);

async function throughput(runs: number): Promise<number> {
  completed = 0;
  const startedAt = performance.now();
  const events = Array.from({ length: runs }, () => ({ name: "five" }));
  for (let n = 0; n < runs; n += 50) await driver.send(events.slice(n, n + 50));
  await driver.idle(600_000);
  if (completed < runs) throw new Error(`${completed} of ${runs} runs completed.`);
  return (runs * 5) / ((performance.now() - startedAt) / 1000);
}
figure({
  bench: "jobs",
  metric: "steps_per_s",
  value: await throughput(300),
  unit: "1/s",
  note: "300 runs of five steps each, started at once, one process",
});

await driver.stop();
process.exit(0);
