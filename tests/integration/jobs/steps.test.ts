import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { HOUR, type Kit, MINUTE, SECOND, startKit } from "./kit";

type Failure = { event: { data: { event: { data: { n: number } } } } };

let database: TestDatabase;
let kit: Kit;
const log: string[] = [];
const note = (entry: string) => log.push(entry);

beforeAll(async () => {
  database = await createTestDatabase();
  kit = await startKit(database.url, (inngest) => {
    const on = (id: string, options: object, handler: Parameters<typeof inngest.createFunction>[1]) =>
      inngest.createFunction({ id, triggers: [{ event: `on/${id}` }], ...options }, handler);
    const child = on("child", { retries: 0 }, async ({ event, step }) => {
      if (event.data.slow) await step.sleep("slow", "2h");
      if (event.data.fail) throw new Error("child broke");
      return step.run("answer", () => event.data.q * 2);
    });
    return [
      child,
      on("row", {}, async ({ step }) => {
        const one = await step.run("one", () => note("one"));
        note("between");
        return one + (await step.run("two", () => note("two")));
      }),
      on("par", {}, async ({ step }) => {
        const values = await Promise.all(["a", "b", "c"].map((id) => step.run(id, () => note(id))));
        return step.run("sum", () => values.length);
      }),
      on("flaky", { retries: 2 }, async ({ step, attempt }) => {
        await step.run("try", () => {
          note(`try ${attempt}`);
          if (attempt < 2) throw new Error(`no ${attempt}`);
        });
        return "made it";
      }),
      on("hopeless", { retries: 1 }, async ({ step }) => {
        try {
          await step.run("never", () => {
            note("never");
            throw new Error("always");
          });
        } catch (error) {
          return `caught ${(error as Error).message}`;
        }
      }),
      on(
        "throws",
        { retries: 1, onFailure: ({ error }: { error: Error }) => void note(`failed: ${error.message}`) },
        () => {
          note("thrown");
          throw new Error("outside");
        },
      ),
      on(
        "final",
        { retries: 5, onFailure: ({ event }: Failure) => void note(`final ${event.data.event.data.n}`) },
        () => {
          note("once");
          throw new NonRetriableError("final");
        },
      ),
      on("later", { retries: 1 }, ({ step, attempt }) =>
        step.run("later", () => {
          note(`later ${attempt}`);
          if (!attempt) throw new RetryAfterError("busy", "10m");
          return attempt;
        }),
      ),
      on("caller", { retries: 0 }, async ({ event, step }) => {
        try {
          return await step.invoke("call", { function: child, data: event.data, timeout: "1h" });
        } catch (error) {
          return `caught ${(error as Error).name}: ${(error as Error).message}`;
        }
      }),
      on("sender", {}, async ({ event, step }) => {
        await step.sendEvent("send", { name: "on/row", id: event.data.id, data: {} });
      }),
      on("heavy", { retries: 3 }, ({ event, step }) => step.run("heavy", () => "x".repeat(event.data.size))),
      on("signal", { retries: 0 }, ({ step }) => step.waitForSignal("sig", { signal: "s", timeout: "1h" })),
    ];
  });
});
beforeEach(() => {
  log.length = 0;
});
afterAll(async () => {
  await kit?.stop();
  await database?.drop();
});

const last = async (id: string) => {
  const { items } = await kit.runs(`test-${id}`);
  const run = await kit.driver.getRun(items[0]?.id ?? "");
  if (!run) throw new Error(`No run of ${id}.`);
  return run;
};

test("steps run once each, and what lies between runs again", async () => {
  await kit.run({ name: "on/row" });
  expect(log.filter((entry) => entry !== "between")).toEqual(["one", "two"]);
  expect(log.filter((entry) => entry === "between").length).toBeGreaterThan(1);
  expect(await last("row")).toMatchObject({ status: "completed", eventName: "on/row" });
});

test("parallel steps all run, once each, and their values arrive", async () => {
  await kit.run({ name: "on/par" });
  expect(log.sort()).toEqual(["a", "b", "c"]);
  expect(await last("par")).toMatchObject({ status: "completed", output: 3 });
});

test("a step is tried again after a growing pause, and only that step", async () => {
  await kit.run({ name: "on/flaky" });
  expect(log).toEqual(["try 0"]);
  const waiting = await last("flaky");
  expect(waiting.status).toBe("running");
  expect(waiting.steps[0]).toMatchObject({
    name: "try",
    state: "pending",
    attempt: 1,
    error: { message: "no 0" },
  });
  expect(waiting.steps[0]?.dueAt?.getTime()).toBe(kit.clock.now().getTime() + 2 * SECOND);
  await kit.advance(2 * SECOND);
  expect(log).toEqual(["try 0", "try 1"]);
  await kit.advance(5 * SECOND);
  expect(log).toHaveLength(2);
  await kit.advance(1 * SECOND);
  expect(log).toEqual(["try 0", "try 1", "try 2"]);
  expect(await last("flaky")).toMatchObject({ status: "completed", output: "made it" });
});

test("a step that fails for good can be caught", async () => {
  await kit.run({ name: "on/hopeless" });
  await kit.advance(MINUTE);
  expect(log).toEqual(["never", "never"]);
  const run = await last("hopeless");
  expect(run).toMatchObject({ status: "completed", output: "caught always" });
  expect(run.steps[0]).toMatchObject({ state: "failed", error: { message: "always" } });
});

test("a function that throws is tried again, fails, and its failure handler hears of it", async () => {
  await kit.run({ name: "on/throws" });
  await kit.advance(MINUTE);
  expect(log).toEqual(["thrown", "thrown", "failed: outside"]);
  expect(await last("throws")).toMatchObject({
    status: "failed",
    error: { name: "Error", message: "outside" },
  });
  expect((await kit.driver.stats()).failed24h).toBeGreaterThan(0);
});

test("a non-retriable error fails at once", async () => {
  await kit.run({ name: "on/final", data: { n: 7 } });
  expect(log).toEqual(["once", "final 7"]);
});

test("Retry-After is kept to", async () => {
  await kit.run({ name: "on/later" });
  await kit.advance(9 * MINUTE);
  expect(log).toEqual(["later 0"]);
  await kit.advance(MINUTE);
  expect(log).toEqual(["later 0", "later 1"]);
  expect(await last("later")).toMatchObject({ status: "completed" });
});

test("a called function's result, failure and lateness reach the caller", async () => {
  await kit.run({ name: "on/caller", data: { q: 21 } });
  expect(await last("caller")).toMatchObject({ status: "completed", output: 42 });
  expect(await last("child")).toMatchObject({
    eventName: "inngest/function.invoked",
    parentRunId: (await last("caller")).id,
  });
  await kit.run({ name: "on/caller", data: { fail: true } });
  expect((await last("caller")).output).toMatch(/child broke/);
  await kit.run({ name: "on/caller", data: { slow: true } });
  await kit.advance(HOUR);
  expect((await last("caller")).output).toMatch(/InngestInvokeTimeout/);
  await kit.advance(HOUR);
  expect(await last("child")).toMatchObject({ status: "completed" });
  expect((await last("caller")).output).toMatch(/InngestInvokeTimeout/);
});

test("an event sent by a step starts its function; the same id is taken once", async () => {
  await kit.run({ name: "on/sender", data: { id: "once" } });
  await kit.run({ name: "on/sender", data: { id: "once" } });
  expect(log.filter((entry) => entry === "one")).toHaveLength(1);
});

test("a step may return 64 KiB and not more", async () => {
  await kit.run({ name: "on/heavy", data: { size: 65_000 } });
  expect(await last("heavy")).toMatchObject({ status: "completed" });
  await kit.run({ name: "on/heavy", data: { size: 66_000 } });
  expect(await last("heavy")).toMatchObject({ status: "failed", error: { name: "StepTooLargeError" } });
  expect(JSON.stringify((await last("heavy")).error)).toContain("heavy");
});

test("an event may hold 16 KiB and not more, and all of a delivery is refused", async () => {
  const events = [
    { name: "on/row", data: {} },
    { name: "on/row", data: { text: "x".repeat(17_000) } },
  ];
  const response = await kit.driver.fetch("http://local.invalid/e/local", {
    method: "POST",
    body: JSON.stringify(events),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: expect.stringContaining("on/row") });
  await kit.driver.idle();
  expect(log).toEqual([]);
  const unreadable = await kit.driver.fetch("http://local.invalid/e/local", {
    method: "POST",
    body: '[{"data":1}]',
  });
  expect(unreadable.status).toBe(400);
  expect((await kit.driver.fetch(new URL("http://local.invalid/v1/else"))).status).toBe(501);
});

test("a step the driver does not know ends the run with its name", async () => {
  await kit.run({ name: "on/signal" });
  expect(await last("signal")).toMatchObject({ status: "failed", error: { name: "UnsupportedStepError" } });
  expect(JSON.stringify((await last("signal")).error)).toContain("WaitForSignal");
});

test("runs can be paged and filtered", async () => {
  const first = await kit.driver.listRuns({ limit: 3 });
  expect(first.items).toHaveLength(3);
  const second = await kit.driver.listRuns({ limit: 3, cursor: first.nextCursor ?? "" });
  expect(second.items[0]?.id).not.toBe(first.items[2]?.id);
  const failed = await kit.driver.listRuns({ status: "failed" });
  expect(failed.items.length).toBeGreaterThan(2);
  expect(new Set(failed.items.map((run) => run.status))).toEqual(new Set(["failed"]));
  expect(await kit.driver.getRun("nothing")).toBeNull();
});

test("runs that ended are forgotten after seven days", async () => {
  const { id } = await last("row");
  await kit.advance(6 * 24 * HOUR);
  await kit.driver.prune();
  expect(await kit.driver.getRun(id)).not.toBeNull();
  await kit.advance(2 * 24 * HOUR);
  await kit.driver.prune();
  expect(await kit.driver.getRun(id)).toBeNull();
  expect((await kit.runs()).items).toEqual([]);
});
