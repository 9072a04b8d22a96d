import { type Inngest, NonRetriableError, RetryAfterError } from "inngest";

/** The functions whose conversations with a server are recorded in the contract tests. */
export function recordedFunctions(inngest: Inngest) {
  const make = (id: string, handler: Parameters<Inngest["createFunction"]>[1], options = {}) =>
    inngest.createFunction({ id, triggers: [{ event: `t/${id}` }], ...options }, handler);
  const seq = make("seq", async ({ step }) => {
    const a = await step.run("a", () => ({ x: 1 }));
    return { a, b: await step.run("b", () => a.x + 1) };
  });
  return [
    seq,
    make("par", async ({ step }) => {
      const [one, two] = await Promise.all([step.run("p1", () => 1), step.run("p2", () => 2)]);
      return step.run("after", () => one + two);
    }),
    make("mixed", ({ step }) =>
      Promise.all([
        step.run("p1", () => 1),
        step.sleep("s1", "2s"),
        step.waitForEvent("w1", { event: "x/y", timeout: "1m" }),
      ]),
    ),
    make("zzz", async ({ step }) => {
      await step.sleep("nap", 2000);
      await step.sleep("nap2", "25h");
      await step.sleepUntil("until", new Date("2030-01-01T00:00:00.000Z"));
    }),
    make("wait", async ({ step }) => ({
      e: await step.waitForEvent("ack", {
        event: "incident/acknowledged",
        timeout: "15m",
        match: "data.incidentId",
      }),
      f: await step.waitForEvent("ack2", {
        event: "incident/resolved",
        timeout: "1h",
        if: "async.data.id == event.data.id && async.data.level > 2",
      }),
    })),
    make("inv", async ({ step }) => {
      try {
        return { r: await step.invoke("call", { function: seq, data: { q: 1 }, timeout: "1h" }) };
      } catch (error) {
        return { caught: `${(error as Error).name}:${(error as Error).message}` };
      }
    }),
    make("send", async ({ step }) =>
      step.sendEvent("em", [
        { name: "a/b", data: { k: 1 } },
        { name: "a/c", id: "dedupe-1", data: { k: 2 } },
      ]),
    ),
    make("nre", () => {
      throw new NonRetriableError("nope", { cause: new Error("root") });
    }),
    make("rae", () => {
      throw new RetryAfterError("later", "30s");
    }),
    make(
      "err",
      () => {
        throw new TypeError("boom");
      },
      { retries: 2 },
    ),
    make(
      "serr",
      async ({ step }) => {
        try {
          return await step.run("bad", () => {
            throw new Error("step boom");
          });
        } catch (error) {
          return { caught: `${(error as Error).name}|${(error as Error).message}` };
        }
      },
      { retries: 2 },
    ),
    make("snre", ({ step }) =>
      step.run("bad", () => {
        throw new NonRetriableError("step nope");
      }),
    ),
    make("srae", ({ step }) =>
      step.run("bad", () => {
        throw new RetryAfterError("step later", new Date(Date.now() + 60_000));
      }),
    ),
    make("undef", ({ step }) => step.run("u", () => undefined)),
    make("dup", async ({ step }) => {
      const one = await step.run("same", () => 0);
      return one + (await step.run("same", () => 1));
    }),
  ];
}

/** A function that asks for everything the SDK can register. */
export const fullFunction = (inngest: Inngest) =>
  inngest.createFunction(
    {
      id: "full",
      name: "Full fn",
      retries: 7,
      idempotency: "event.data.id",
      rateLimit: { limit: 1, period: "1m", key: "event.data.id" },
      throttle: { limit: 2, period: "1m", burst: 3 },
      concurrency: [
        { limit: 1, key: "event.data.id" },
        { limit: 5, scope: "env", key: '"x"' },
      ],
      debounce: { period: "5s", key: "event.data.id", timeout: "1m" },
      priority: { run: "event.data.p" },
      timeouts: { start: "10s", finish: "1h" },
      cancelOn: [
        { event: "t/cancel", timeout: "1h", match: "data.id" },
        { event: "t/c2", if: "async.data.id == event.data.id" },
      ],
      triggers: [
        { event: "t/full", if: "event.data.n > 1" },
        { cron: "TZ=Europe/Paris */5 * * * *", jitter: "30s" },
      ],
      onFailure: ({ error, event }) => ({ f: error.message, orig: event.data.event.name }),
    },
    async () => "done",
  );
