import { beforeEach, describe, expect, test } from "vitest";
import { signature } from "@/inngest/local/protocol";
import { newSigningKey } from "@/inngest/local/signing-key";
import { ask, error, full, handler, hash, op, sent, signingKey } from "./contract-kit";

/*
 * What the installed SDK says for every case the local driver was built on. When one of these fails after an upgrade of
 * `inngest`, the driver has to learn what is new before the version may change.
 */
beforeEach(() => {
  sent.length = 0;
});

describe("errors", () => {
  test("of the function: 500 to be retried, 400 when final", async () => {
    expect(await ask("err")).toMatchObject({
      status: 500,
      noRetry: "false",
      body: { name: "TypeError", message: "boom" },
    });
    expect(await ask("err", { attempt: 2 })).toMatchObject({ status: 400, noRetry: "true" });
    expect(await ask("nre")).toMatchObject({
      status: 400,
      noRetry: "true",
      body: { name: "NonRetriableError", message: "nope", cause: { message: "root" } },
    });
    expect(await ask("rae")).toMatchObject({ status: 500, noRetry: "false", retryAfter: "30" });
  });
  test("of a step: StepError to be retried, StepFailed when final", async () => {
    expect(await ask("serr")).toMatchObject({
      status: 206,
      noRetry: "false",
      body: [
        op(hash.bad, "StepError", {
          error: expect.objectContaining({ name: "Error", message: "step boom" }),
        }),
      ],
    });
    expect(await ask("serr", { attempt: 2 })).toMatchObject({
      status: 206,
      noRetry: "true",
      body: [op(hash.bad, "StepFailed")],
    });
    expect(await ask("snre")).toMatchObject({
      status: 206,
      noRetry: "true",
      body: [op(hash.bad, "StepFailed")],
    });
    const later = await ask("srae");
    expect(later).toMatchObject({ status: 206, noRetry: "false", body: [op(hash.bad, "StepError")] });
    expect(new Date(later.retryAfter ?? "").getTime()).toBeGreaterThan(Date.now());
  });
  test("a stored error is thrown into the function, which may catch it", async () => {
    const stored = { name: "Error", message: "step boom", stack: "s" };
    for (const bare of [error(stored), { error: stored }]) {
      expect((await ask("serr", { steps: { [hash.bad]: bare } })).body).toEqual({
        caught: "Error|step boom",
      });
    }
    const uncaught = error({ name: "NonRetriableError", message: "step nope" });
    expect(await ask("snre", { steps: { [hash.bad]: uncaught } })).toMatchObject({
      status: 400,
      noRetry: "true",
    });
  });
  test("an unknown function is the endpoint's error, not the run's", async () => {
    const answer = await ask("nosuch");
    expect(answer).toMatchObject({ status: 500, noRetry: null, body: { type: "internal" } });
  });
  test("a failure handler gets the error and the event that began it", async () => {
    const event = {
      name: "inngest/function.failed",
      data: {
        function_id: "app-full",
        run_id: "r",
        error: { name: "Error", message: "dead" },
        event: { name: "t/full", data: {} },
      },
    };
    expect(await ask("full-failure", { event })).toMatchObject({
      status: 200,
      body: { f: "dead", orig: "t/full" },
    });
  });
});

describe("signatures", () => {
  const post = (headers: Record<string, string>) =>
    handler(
      new Request("http://local.invalid/api/inngest?fnId=app-seq&stepId=step", {
        method: "POST",
        headers: { host: "local.invalid", ...headers },
        body: JSON.stringify({ version: 2, event: {}, events: [{}], steps: {}, ctx: {} }),
      }),
    );
  test("an unsigned, a foreign and an old request are refused", async () => {
    const foreign = signature({ version: 2 }, newSigningKey(), Date.now());
    const old = signature({ version: 2 }, signingKey, Date.now() - 3_600_000);
    for (const headers of [{}, { "x-inngest-signature": foreign }, { "x-inngest-signature": old }]) {
      expect((await post(headers as Record<string, string>)).status).toBe(401);
    }
  });
});

test("introspection and registration answer signed requests alone", async () => {
  const url = "http://local.invalid/api/inngest";
  const call = (method: "GET" | "PUT", body: object | undefined, headers: Record<string, string>) =>
    handler(
      new Request(url, {
        method,
        headers: { host: "local.invalid", "x-inngest-sync-kind": "in_band", ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
  const sync = { url };
  expect((await call("GET", undefined, {})).status).toBe(401);
  expect((await call("PUT", sync, {})).status).toBe(401);
  const answer = await call("PUT", sync, { "x-inngest-signature": signature(sync, signingKey, Date.now()) });
  expect(answer.status).toBe(200);
  const registered = (await answer.json()) as { app_id: string; functions: { id: string }[] };
  expect(registered.app_id).toBe("app");
  expect(registered.functions.map((fn) => fn.id)).toEqual(
    expect.arrayContaining(["app-seq", "app-full-failure"]),
  );
});

test("a whole function runs in one request only if the request names it, which ours do not", async () => {
  const body = (more: object) => ({
    version: 2,
    event: { id: "e", name: "t/seq", data: {}, ts: 1 },
    events: [{ id: "e", name: "t/seq", data: {}, ts: 1 }],
    steps: {},
    ctx: {
      run_id: "01RUN",
      attempt: 0,
      max_attempts: 3,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
      ...more,
    },
  });
  const post = async (given: object) => {
    const request = new Request("http://local.invalid/api/inngest?fnId=app-seq&stepId=step", {
      method: "POST",
      headers: { host: "local.invalid", "x-inngest-signature": signature(given, signingKey, Date.now()) },
      body: JSON.stringify(given),
    });
    return (await handler(request)).json();
  };
  expect(await post(body({}))).toEqual([op(hash.a, "StepRun")]);
  expect(await post(body({ fn_id: "app-seq", qi_id: "1" }))).toEqual([
    expect.objectContaining({ op: "RunComplete", data: { a: { x: 1 }, b: 2 } }),
  ]);
  expect(sent.map((one) => one.path)).toEqual(["/v1/checkpoint/01RUN/async", "/v1/checkpoint/01RUN/async"]);
});

test("a function's registration", () => {
  const configs = (full as unknown as { getConfig(o: object): unknown[] }).getConfig({
    baseUrl: new URL("http://localhost:3000/api/inngest"),
    appPrefix: "app",
  });
  const [main, failure] = JSON.parse(JSON.stringify(configs));
  expect(main).toEqual({
    id: "app-full",
    name: "Full fn",
    triggers: [
      { event: "t/full", expression: "event.data.n > 1" },
      { cron: "TZ=Europe/Paris */5 * * * *", jitter: "30s" },
    ],
    steps: {
      step: {
        id: "step",
        name: "step",
        runtime: { type: "http", url: "http://localhost:3000/api/inngest?fnId=app-full&stepId=step" },
        retries: { attempts: 7 },
      },
    },
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
    cancel: [
      { event: "t/cancel", timeout: "1h", if: "event.data.id == async.data.id" },
      { event: "t/c2", if: "async.data.id == event.data.id" },
    ],
  });
  expect(failure).toMatchObject({
    id: "app-full-failure",
    triggers: [{ event: "inngest/function.failed", expression: "event.data.function_id == 'app-full'" }],
    steps: { step: { retries: { attempts: 1 } } },
  });
});
