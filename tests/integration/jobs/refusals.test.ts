import { Inngest } from "inngest";
import { expect, test } from "vitest";
import { readFunctions } from "@/inngest/local/functions";
import { fullFunction } from "./recorded-functions";

const inngest = new Inngest({ id: "app", isDev: false, eventKey: "k", aiMetadata: false });
const refusal = (...functions: Parameters<typeof readFunctions>[0]): string => {
  try {
    readFunctions(functions, "app");
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};
const on = (id: string, options: object) =>
  inngest.createFunction({ id, triggers: [{ event: "a/b" }], ...options }, () => undefined);

test("what the driver cannot do is refused at boot, naming function and option", () => {
  const message = refusal(
    fullFunction(inngest),
    on("batch", { batchEvents: { maxSize: 10, timeout: "5s" } }),
  );
  for (const option of [
    "app-full: rateLimit, throttle, priority",
    "app-full: triggers.1.jitter",
    "app-batch: batchEvents",
  ])
    expect(message).toContain(option);
  expect(message).not.toContain("debounce");
  expect(message).not.toContain("singleton");
});

test("expressions, durations and cron lines are read at boot", () => {
  const message = refusal(
    on("a", { idempotency: "event.data.(" }),
    on("b", { concurrency: { limit: 1, key: "event.data[" } }),
    on("c", { triggers: [{ cron: "61 * * * *" }] }),
    on("d", { concurrency: { limit: 1, scope: "env" } }),
    on("e", { debounce: { period: "soon" } }),
    on("f", { cancelOn: [{ event: "x", if: "==" }] }),
  );
  for (const id of ["a", "b", "c", "d", "e", "f"]) expect(message).toContain(`app-${id}:`);
});

test("two functions may not bear one name", () => {
  expect(refusal(on("twin", {}), on("twin", {}))).toContain("app-twin: registered twice");
});

test("everything else is accepted", () => {
  const functions = [
    on("plain", {}),
    on("keyed", { concurrency: { limit: 1, key: "event.data.organization_id" }, retries: 3 }),
    on("number", { concurrency: 5, onFailure: () => undefined }),
    on("cron", {
      triggers: [{ cron: "TZ=Europe/Paris 0 9 * * 1-5" }, { event: "a/b", if: "event.data.n > 1" }],
    }),
    on("rest", {
      idempotency: "event.data.id",
      debounce: { period: "5s", timeout: "1m" },
      timeouts: { start: "1m", finish: "1h" },
      singleton: { mode: "skip", key: "event.data.id" },
      cancelOn: [{ event: "x", match: "data.id", timeout: "1h" }],
    }),
  ];
  expect([...readFunctions(functions, "app").keys()]).toContain("app-number-failure");
});
