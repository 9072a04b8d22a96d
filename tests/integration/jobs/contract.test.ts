import { beforeEach, describe, expect, test } from "vitest";
import { ask, data, error, hash, inngest, op, sent } from "./contract-kit";

/*
 * What the installed SDK says for every case the local driver was built on. When one of these fails after an upgrade of
 * `inngest`, the driver has to learn what is new before the version may change.
 */
beforeEach(() => {
  sent.length = 0;
});

describe("steps in a row", () => {
  test("the first step is run at once", async () => {
    expect(await ask("seq")).toMatchObject({
      status: 206,
      body: [{ id: hash.a, op: "StepRun", name: "a", displayName: "a", opts: {}, data: { x: 1 } }],
    });
  });
  test("a known step is not run again", async () => {
    const answer = await ask("seq", { steps: { [hash.a]: data({ x: 1 }) } });
    expect(answer).toMatchObject({ status: 206, body: [op(hash.b, "StepRun", { data: 2 })] });
  });
  test("the value is returned when all are known", async () => {
    const answer = await ask("seq", { steps: { [hash.a]: data({ x: 1 }), [hash.b]: data(2) } });
    expect(answer).toMatchObject({ status: 200, body: { a: { x: 1 }, b: 2 } });
  });
  test("while a step is pending, a new one is only planned", async () => {
    expect((await ask("seq", { pending: true })).body).toEqual([op(hash.a, "StepPlanned", { data: null })]);
  });
  test("a step asked for by its hash is run", async () => {
    expect((await ask("seq", { stepId: hash.a })).body).toEqual([op(hash.a, "StepRun", { data: { x: 1 } })]);
  });
  test("undefined becomes null", async () => {
    expect((await ask("undef")).body).toEqual([expect.objectContaining({ op: "StepRun", data: null })]);
  });
  test("a repeated id gets a number", async () => {
    const first = "ff3390557335ba88d37755e41514beb03bc499ec";
    expect((await ask("dup")).body).toEqual([op(first, "StepRun", { data: 0 })]);
    const second = op("c1023fa587daa4753ff5868c7e4bdbd03defda7d", "StepRun", {
      data: 1,
      userland: { id: "same", index: 1 },
    });
    expect((await ask("dup", { steps: { [first]: data(0) } })).body).toEqual([second]);
  });
});

describe("parallel steps", () => {
  test("several are planned", async () => {
    const answer = await ask("par");
    expect(answer).toMatchObject({
      status: 206,
      body: [op(hash.p1, "StepPlanned"), op(hash.p2, "StepPlanned")],
    });
  });
  test("each is run when asked for, whatever else is known", async () => {
    expect((await ask("par", { stepId: hash.p1 })).body).toEqual([op(hash.p1, "StepRun", { data: 1 })]);
    const second = await ask("par", { stepId: hash.p2, steps: { [hash.p1]: data(1) } });
    expect(second.body).toEqual([op(hash.p2, "StepRun", { data: 2 })]);
  });
  test("the last unknown one is run at once unless that is disabled", async () => {
    const steps = { [hash.p1]: data(1) };
    expect((await ask("par", { steps })).body).toEqual([op(hash.p2, "StepRun")]);
    expect((await ask("par", { steps, pending: true })).body).toEqual([op(hash.p2, "StepPlanned")]);
  });
  test("then the function goes on", async () => {
    const answer = await ask("par", { steps: { [hash.p1]: data(1), [hash.p2]: data(2) } });
    expect(answer.body).toEqual([op("405906c9d5be6ae5393ca65fb0e7c38e0d585ecb", "StepRun", { data: 3 })]);
  });
  test("steps, sleeps and waits are told together", async () => {
    expect((await ask("mixed")).body).toEqual([
      op(hash.p1, "StepPlanned"),
      op("640d87e741e6aa4c669a82a4cd304787960513ab", "Sleep", { name: "2s" }),
      op("2927b4649cf4307f990009a16d33a38ceea4c866", "WaitForEvent", {
        name: "x/y",
        opts: { timeout: "1m" },
      }),
    ]);
  });
});

describe("sleeps, waits and calls", () => {
  test("a sleep names its duration or its end", async () => {
    expect((await ask("zzz")).body).toEqual([op(hash.nap, "Sleep", { name: "2s" })]);
    for (const bare of [data(null), null]) {
      const second = await ask("zzz", { steps: { [hash.nap]: bare } });
      expect(second.body).toEqual([op(hash.nap2, "Sleep", { name: "1d1h" })]);
    }
    const third = await ask("zzz", { steps: { [hash.nap]: data(null), [hash.nap2]: data(null) } });
    expect(third.body).toEqual([
      op("b310f4d4d89b8570184b9777ad7d90fc1df20457", "Sleep", { name: "2030-01-01T00:00:00.000Z" }),
    ]);
  });
  test("a wait carries name, time-out and condition, also when made from `match`", async () => {
    expect((await ask("wait")).body).toEqual([
      op(hash.ack, "WaitForEvent", {
        name: "incident/acknowledged",
        opts: { timeout: "15m", if: "event.data.incidentId == async.data.incidentId" },
      }),
    ]);
  });
  test("a wait that timed out is null, one that matched is the event", async () => {
    expect((await ask("wait", { steps: { [hash.ack]: data(null) } })).body).toEqual([
      op(hash.ack2, "WaitForEvent", {
        name: "incident/resolved",
        opts: { timeout: "1h", if: "async.data.id == event.data.id && async.data.level > 2" },
      }),
    ]);
    const event = { name: "incident/acknowledged", data: { incidentId: "I1" }, id: "e", ts: 1 };
    const answer = await ask("wait", { steps: { [hash.ack]: data(event), [hash.ack2]: data(null) } });
    expect(answer).toMatchObject({ status: 200, body: { e: event, f: null } });
  });
  test("a call names function, payload and time-out", async () => {
    expect((await ask("inv")).body).toEqual([
      op(hash.call, "InvokeFunction", {
        opts: { payload: { data: { q: 1 } }, function_id: "app-seq", timeout: "1h" },
      }),
    ]);
    expect((await ask("inv", { steps: { [hash.call]: data({ a: 1 }) } })).body).toEqual({ r: { a: 1 } });
    const timedOut = error({ name: "InngestInvokeTimeout", message: "timed out" });
    expect((await ask("inv", { steps: { [hash.call]: timedOut } })).body).toEqual({
      caught: "InngestInvokeTimeout:timed out",
    });
  });
  test("events are sent to /e/<key> with a seed for their ids", async () => {
    expect((await ask("send")).body).toEqual([
      op("93470662f625a56cd4ab62d9d820a77e6468638e", "StepRun", {
        opts: { type: "step.sendEvent" },
        data: { ids: ["01EVT0", "01EVT1"] },
      }),
    ]);
    expect(sent).toEqual([
      {
        path: "/e/local",
        seed: expect.stringMatching(/^\d+,.+/),
        body: [
          { name: "a/b", data: { k: 1 }, ts: expect.any(Number) },
          { name: "a/c", id: "dedupe-1", data: { k: 2 }, ts: expect.any(Number) },
        ],
      },
    ]);
  });
  test("the client sends the same way outside of a function", async () => {
    const payload = [
      { name: "q/r", data: { z: 1 } },
      { name: "q/s", id: "idem", ts: 5 },
    ];
    expect(await inngest.send(payload)).toEqual({ ids: ["01EVT0", "01EVT1"] });
    expect(sent[0]).toMatchObject({
      path: "/e/local",
      body: [
        { name: "q/r", data: { z: 1 } },
        { name: "q/s", id: "idem", ts: 5, data: {} },
      ],
    });
  });
});
