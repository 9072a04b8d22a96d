import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { churn } from "./churn";
import { Servers } from "./servers";

let servers: Servers;
beforeEach(async () => {
  servers = await Servers.open();
});
afterEach(() => servers.close());

const victim = (run: string, ms = 300) => ({ name: "victim", id: `start ${run}`, data: { run, ms } });
const answer = (run: string) => ({ name: "answer", id: `answer ${run}`, data: { run, text: "yes" } });
const namesOf = async (run: string) =>
  (await servers.marks()).filter((mark) => mark.run === run).map((mark) => mark.name);

describe("one server, killed and started again", { timeout: 60_000 }, () => {
  test("inside a step, a sleep and a wait: the run goes on and finishes once", async () => {
    const first = await servers.start();
    await servers.send(first, victim("A", 60_000));
    await servers.mark("A", "slow begins");
    await servers.kill(first);
    await servers.db.query("update aiops_jobs.run set event = jsonb_set(event, '{data,ms}', '50')");

    const second = await servers.start();
    await servers.mark("A", "slow ends");
    await servers.waits("Sleep");
    await servers.kill(second);

    const third = await servers.start();
    await servers.mark("A", "awake");
    await servers.waits("WaitForEvent");
    await servers.kill(third);

    const fourth = await servers.start();
    await servers.send(fourth, answer("A"));
    await servers.mark("A", "last yes");
    await servers.until(async () => (await servers.runs()).completed === 1);
    // The step that was killed began twice, and nothing else did.
    expect(await namesOf("A")).toEqual([
      "first",
      "slow begins",
      "slow begins",
      "slow ends",
      "awake",
      "last yes",
    ]);
    expect(await servers.runs()).toEqual({ completed: 1 });
  });
});

describe("two servers on one database", { timeout: 60_000 }, () => {
  test("whichever is killed in a step, a sleep or a wait, the other finishes the run, once", async () => {
    const [left, right] = await Promise.all([servers.start(), servers.start()]);
    await servers.send(left, victim("A", 60_000));
    const pid = await servers.mark("A", "slow begins");
    const [dead, alive] = pid === left.pid ? [left, right] : [right, left];
    const third = await servers.start();
    await servers.db.query("update aiops_jobs.run set event = jsonb_set(event, '{data,ms}', '50')");
    await servers.kill(dead);
    await servers.mark("A", "slow ends");
    await servers.waits("Sleep");
    await servers.kill(alive);
    await servers.mark("A", "awake");
    await servers.waits("WaitForEvent");
    const fourth = await servers.start();
    await servers.kill(third);
    await servers.send(fourth, answer("A"), victim("A"));
    await servers.mark("A", "last yes");
    await servers.until(async () => (await servers.runs()).completed === 1);
    expect(await namesOf("A")).toEqual([
      "first",
      "slow begins",
      "slow begins",
      "slow ends",
      "awake",
      "last yes",
    ]);
    expect(await servers.runs()).toEqual({ completed: 1 });
  });

  test("servers die while keyed work is under way: every run finishes, and no key is worked on twice at once", async () => {
    await churn(servers, { runs: 40, keys: 3, kills: 3 });
  });
});
