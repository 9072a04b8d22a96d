import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { HOUR, type Kit, MINUTE, SECOND, startKit } from "./kit";

let database: TestDatabase;
let kit: Kit;
const log: string[] = [];
const note = (entry: string) => log.push(entry);

beforeAll(async () => {
  database = await createTestDatabase();
  kit = await startKit(database.url, (inngest) => {
    const on = (id: string, options: object, handler: Parameters<typeof inngest.createFunction>[1]) =>
      inngest.createFunction({ id, triggers: [{ event: `on/${id}` }], ...options }, handler);
    const noteOnly =
      (id: string) =>
      ({ event }: { event: { data: { n?: number } } }) =>
        void note(`${id} ${event.data.n}`);
    return [
      on("nap", {}, async ({ step }) => {
        await step.sleep("nap", "25h");
        note("awake");
        await step.sleepUntil("until", new Date("2026-01-08T10:00:00.000Z"));
        note("again");
      }),
      on("ack", { cancelOn: [{ event: "on/forget", match: "data.id" }] }, async ({ event, step }) => {
        const ack = await step.waitForEvent("ack", {
          event: "acked",
          timeout: "15m",
          if: "async.data.id == event.data.id && async.data.level > 2",
        });
        note(ack ? `acked ${event.data.id} by ${ack.data.by}` : `nobody ${event.data.id}`);
      }),
      on("only", { triggers: [{ event: "on/only", if: "event.data.n > 1" }] }, noteOnly("only")),
      on("any", { triggers: [{ event: "wild/*" }] }, () => void note("wild")),
      on(
        "daily",
        { triggers: [{ cron: "TZ=Europe/Paris 0 9 * * *" }] },
        ({ event }) => void note(`daily ${new Date(event.ts ?? 0).toISOString()}`),
      ),
      on("idem", { idempotency: "event.data.n" }, noteOnly("idem")),
      on("bounce", { debounce: { period: "10s", key: "event.data.k", timeout: "25s" } }, noteOnly("bounce")),
      on("skip", { singleton: { mode: "skip", key: "event.data.k" } }, async ({ event, step }) => {
        await step.sleep("hold", "1m");
        note(`skip ${event.data.n}`);
      }),
      on("swap", { singleton: { mode: "cancel", key: "event.data.k" } }, async ({ event, step }) => {
        await step.sleep("hold", "1m");
        note(`swap ${event.data.n}`);
      }),
      on("limited", { timeouts: { finish: "30s" } }, async ({ event, step }) => {
        await step.sleep("work", `${event.data.n}s`);
        note(`limited ${event.data.n}`);
      }),
      on(
        "cancelled",
        {
          triggers: [{ event: "inngest/function.cancelled", if: "event.data.function_id == 'test-limited'" }],
        },
        () => void note("heard"),
      ),
      on(
        "finished",
        { triggers: [{ event: "inngest/function.finished", if: "event.data.function_id == 'test-only'" }] },
        () => void note("finished"),
      ),
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

test("a sleep follows the clock that is handed in", async () => {
  await kit.run({ name: "on/nap" });
  await kit.advance(25 * HOUR - SECOND);
  expect(log.filter((entry) => !entry.startsWith("daily"))).toEqual([]);
  await kit.advance(SECOND);
  expect(log).toContain("awake");
  await kit.advance(50 * HOUR);
  expect(log).toContain("again");
});

describe("waits", () => {
  test("end with the event whose condition holds", async () => {
    await kit.run({ name: "on/ack", data: { id: "A" } }, { name: "on/ack", data: { id: "B" } });
    await kit.run(
      { name: "acked", data: { id: "A", level: 1, by: "low" } },
      { name: "acked", data: { id: "C", level: 9 } },
    );
    expect(log).toEqual([]);
    await kit.run({ name: "acked", data: { id: "A", level: 3, by: "ann" } });
    expect(log).toEqual(["acked A by ann"]);
    await kit.advance(15 * MINUTE);
    expect(log).toEqual(["acked A by ann", "nobody B"]);
  });
  test("are left when the run is cancelled", async () => {
    await kit.run({ name: "on/ack", data: { id: "D" } }, { name: "on/ack", data: { id: "E" } });
    await kit.run({ name: "on/forget", data: { id: "D" } });
    await kit.advance(HOUR);
    expect(log).toEqual(["nobody E"]);
    expect((await kit.driver.listRuns({ functionId: "test-ack", status: "cancelled" })).items).toHaveLength(
      1,
    );
  });
});

test("a trigger's condition, a wildcard and the end of other runs", async () => {
  await kit.run(
    { name: "on/only", data: { n: 1 } },
    { name: "on/only", data: { n: 2 } },
    { name: "wild/one" },
    { name: "on/only" },
  );
  expect(log.sort()).toEqual(["finished", "only 2", "wild"]);
});

test("cron keeps its zone, and makes up for one run after a pause", async () => {
  await kit.advance(24 * HOUR);
  const day = log.filter((entry) => entry.startsWith("daily"));
  expect(day).toEqual([expect.stringMatching(/T08:00:00/)]);
  kit.clock.set(new Date(kit.clock.now().getTime() + 72 * HOUR));
  await kit.run();
  expect(log.filter((entry) => entry.startsWith("daily"))).toHaveLength(2);
});

test("idempotency lasts a day", async () => {
  await kit.run(
    { name: "on/idem", data: { n: 1 } },
    { name: "on/idem", data: { n: 1 } },
    { name: "on/idem", data: { n: 2 } },
  );
  expect(log.sort()).toEqual(["idem 1", "idem 2"]);
  await kit.advance(23 * HOUR);
  await kit.run({ name: "on/idem", data: { n: 1 } });
  expect(log.filter((entry) => entry === "idem 1")).toHaveLength(1);
  await kit.advance(HOUR);
  await kit.run({ name: "on/idem", data: { n: 1 } });
  expect(log.filter((entry) => entry === "idem 1")).toHaveLength(2);
});

test("an event id is taken once a day, in one delivery or two", async () => {
  await kit.run({ name: "wild/x", id: "same" }, { name: "wild/x", id: "same" });
  await kit.run({ name: "wild/x", id: "same" });
  expect(log).toEqual(["wild"]);
});

describe("debounce", () => {
  test("runs with the last event once it is quiet, each key apart", async () => {
    await kit.run(
      { name: "on/bounce", data: { k: "a", n: 1 } },
      { name: "on/bounce", data: { k: "b", n: 9 } },
    );
    await kit.advance(8 * SECOND);
    await kit.run({ name: "on/bounce", data: { k: "a", n: 2 } });
    await kit.advance(8 * SECOND);
    expect(log).toEqual(["bounce 9"]);
    await kit.advance(2 * SECOND);
    expect(log).toEqual(["bounce 9", "bounce 2"]);
  });
  test("does not wait longer than its time-out", async () => {
    for (let n = 1; n <= 4; n++) {
      await kit.run({ name: "on/bounce", data: { k: "c", n } });
      await kit.advance(8 * SECOND);
    }
    expect(log).toEqual(["bounce 4"]);
    await kit.advance(MINUTE);
    expect(log).toHaveLength(1);
  });
});

test("a singleton that skips keeps the first run, one that cancels the last", async () => {
  const events = (name: string) => [1, 2].map((n) => ({ name, data: { k: "x", n } }));
  await kit.run(...events("on/skip"), ...events("on/swap"), { name: "on/skip", data: { k: "y", n: 3 } });
  await kit.advance(MINUTE);
  expect(log.sort()).toEqual(["skip 1", "skip 3", "swap 2"]);
  await kit.run({ name: "on/skip", data: { k: "x", n: 4 } });
  await kit.advance(MINUTE);
  expect(log).toContain("skip 4");
});

test("a run that takes too long is cancelled, and that can be heard", async () => {
  await kit.run({ name: "on/limited", data: { n: 20 } }, { name: "on/limited", data: { n: 40 } });
  await kit.advance(MINUTE);
  expect(log.sort()).toEqual(["heard", "limited 20"]);
  const { items } = await kit.driver.listRuns({ functionId: "test-limited", status: "cancelled" });
  expect(items[0]).toMatchObject({ error: { name: "TimeoutError" } });
});
