import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { localOptions } from "@/inngest/client";
import { Driver } from "@/inngest/local/driver";
import { newSigningKey } from "@/inngest/local/signing-key";
import { uuidv7 } from "@/server/kernel";

/*
 * A server of its own, for tests that kill it. Its steps leave marks in a table; the lines it reads are lists of events
 * to send, and it answers each with a line.
 */
const [connectionString = ""] = process.argv.slice(2);
const marks = new pg.Pool({ connectionString, max: 6 });
const signingKey = newSigningKey();
const holder: { driver?: Driver } = {};
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const inngest = new Inngest({
  id: "test",
  logger: log,
  aiMetadata: false,
  ...localOptions((input, init) => holder.driver!.fetch(input, init), signingKey),
});

const mark = (run: string, name: string) =>
  marks.query("insert into mark (run, name, pid) values ($1, $2, $3)", [run, name, process.pid]);

const functions = [
  inngest.createFunction({ id: "victim", triggers: [{ event: "victim" }] }, async ({ event, step }) => {
    const { run, ms } = event.data;
    await step.run("first", () => mark(run, "first").then(() => 1));
    await step.run("slow", async () => {
      await mark(run, "slow begins");
      await sleep(ms);
      await mark(run, "slow ends");
    });
    await step.sleep("nap", "3s");
    await step.run("awake", () => mark(run, "awake").then(() => 1));
    const answer = await step.waitForEvent("wait", { event: "answer", timeout: "1h", match: "data.run" });
    await step.run("last", () => mark(run, `last ${answer?.data.text}`).then(() => 1));
  }),
  inngest.createFunction(
    { id: "keyed", triggers: [{ event: "keyed" }], concurrency: { limit: 1, key: "event.data.key" } },
    async ({ event, step }) => {
      for (const name of ["one", "two", "three"]) {
        await step.run(name, async () => {
          await mark(event.data.key, `begin ${event.data.n} ${name}`);
          await sleep(15);
          await mark(event.data.key, `end ${event.data.n} ${name}`);
        });
      }
    },
  ),
];

const driver = new Driver({
  connectionString,
  appId: "test",
  functions,
  handler: serve({ client: inngest, functions }),
  signingKey,
  newId: () => uuidv7(new Date()),
  clock: { now: () => new Date() },
  log,
  reapMs: 500,
  workers: 4,
});
holder.driver = driver;
await driver.start();
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  await driver.send(JSON.parse(line));
  process.stdout.write("sent\n");
}
