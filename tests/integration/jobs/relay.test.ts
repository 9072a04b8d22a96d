import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as tick } from "@/app/api/cron/tick/route";
import { GET as inngestGet, POST as inngestPost } from "@/app/api/inngest/route";
import { type OutgoingEvent, relayOnce } from "@/inngest/relay";
import { registerSweep, runDueSweeps } from "@/inngest/sweeps";
import { type Emitted, inOrganization, inSystem, insertOutbox, setClock, uuidv7 } from "@/server/kernel";
import { testDatabaseUrl } from "@/tests/support/database";
import { MINUTE, VirtualClock } from "./kit";

const owner = new pg.Pool({ connectionString: testDatabaseUrl(), max: 3 });
let organizationId: string;
const clock = new VirtualClock();

async function addOrganization(): Promise<string> {
  const id = uuidv7(clock.now());
  await owner.query(
    "insert into organizations (id, name, slug, created_at) values ($1, 'Relay', $2, now())",
    [id, id],
  );
  return id;
}
const row = (more: Partial<Emitted> = {}): Emitted => ({
  id: uuidv7(clock.now()),
  organizationId,
  name: "alerts.received",
  version: 2,
  data: { organization_id: organizationId },
  coalesceKey: null,
  createdAt: clock.now(),
  ...more,
});
const emit = (...rows: Emitted[]) => inOrganization(organizationId, (tx) => insertOutbox(tx, rows));
const waiting = async () =>
  (await owner.query("select id, coalesce_key from outbox where organization_id = $1", [organizationId]))
    .rows;

beforeAll(async () => {
  setClock(clock);
  organizationId = await addOrganization();
});
beforeEach(() => owner.query("delete from outbox"));
afterAll(async () => {
  setClock(undefined);
  await owner.end();
});

describe("the outbox's relay", () => {
  test("sends rows as events and deletes them when they are accepted", async () => {
    const first = row();
    const second = row({
      name: "incident.opened",
      data: { organization_id: organizationId, incident_id: "i" },
    });
    await emit(first, second);
    const sent: OutgoingEvent[] = [];
    expect(await relayOnce(async (events) => sent.push(...events))).toBe(2);
    expect(sent).toContainEqual({
      id: first.id,
      name: "alerts.received",
      data: { organization_id: organizationId },
      v: "2",
      ts: clock.now().getTime(),
    });
    expect(sent.map((event) => event.id).sort()).toEqual([first.id, second.id].sort());
    expect(await waiting()).toEqual([]);
    expect(await relayOnce(async () => expect.unreachable())).toBe(0);
  });

  test("keeps every row while the job engine cannot be reached", async () => {
    await emit(row(), row({ coalesceKey: "wake" }));
    await expect(relayOnce(() => Promise.reject(new Error("connect ECONNREFUSED")))).rejects.toThrow(
      "ECONNREFUSED",
    );
    expect(await waiting()).toHaveLength(2);
    expect(await relayOnce(async () => undefined)).toBe(2);
  });

  test("goes on past an event that is refused, which stays", async () => {
    const bad = row({ name: "incident.split" });
    await emit(row(), bad, row());
    const accepted: string[] = [];
    const send = async (events: OutgoingEvent[]) => {
      if (events.some((event) => event.id === bad.id)) throw new Error("Inngest API Error: 413 too large");
      accepted.push(...events.map((event) => event.id));
    };
    expect(await relayOnce(send)).toBe(2);
    expect(accepted).toHaveLength(2);
    expect(await waiting()).toEqual([{ id: bad.id, coalesce_key: null }]);
  });

  test("shares the rows among relays that run at once", async () => {
    await emit(...Array.from({ length: 350 }, () => row()));
    const sent: string[] = [];
    const slowly = async (events: OutgoingEvent[]) => {
      sent.push(...events.map((event) => event.id));
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const counts = await Promise.all([relayOnce(slowly), relayOnce(slowly), relayOnce(slowly)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(350);
    expect(new Set(sent).size).toBe(350);
    expect(sent).toHaveLength(350);
  });

  test("keeps a batch within what an event API takes", async () => {
    const heavy = { organization_id: organizationId, text: "x".repeat(15_000) };
    await emit(...Array.from({ length: 30 }, () => row({ data: heavy })));
    const sizes: number[] = [];
    expect(await relayOnce(async (events) => sizes.push(JSON.stringify(events).length))).toBe(30);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
  });

  test("a wake-up that arrives while another is on its way is sent, too", async () => {
    await emit(row({ coalesceKey: "wake" }));
    await emit(row({ coalesceKey: "wake" }));
    expect(await waiting()).toHaveLength(1);
    const sent: string[] = [];
    await relayOnce(async (events) => {
      if (!sent.length) await emit(row({ coalesceKey: "wake" }));
      sent.push(...events.map((event) => event.id));
    });
    expect(new Set(sent).size).toBe(2);
    expect(await waiting()).toEqual([]);
  });

  test("a wake-up merged by a transaction that is still open is not sent before its commit", async () => {
    await emit(row({ coalesceKey: "wake" }));
    const sent: string[] = [];
    const send = async (events: OutgoingEvent[]) => sent.push(...events.map((event) => event.id));
    await inOrganization(organizationId, async (tx) => {
      await insertOutbox(tx, [row({ coalesceKey: "wake" })]);
      expect(await relayOnce(send)).toBe(0);
    });
    expect(await relayOnce(send)).toBe(1);
  });
});

describe("sweeps", () => {
  const due = (sweep: string, at = clock.now()) =>
    inOrganization(organizationId, (tx) =>
      tx.execute(
        `insert into due_work (organization_id, sweep, due_at) values ('${organizationId}', '${sweep}', '${at.toISOString()}')
         on conflict (organization_id, sweep) do update set due_at = least(due_work.due_at, excluded.due_at)`,
      ),
    );
  const dueAt = async (sweep: string) => {
    const { rows } = await inSystem((tx) =>
      tx.execute(
        `select due_at from due_work where sweep = '${sweep}' and organization_id = '${organizationId}'`,
      ),
    );
    return rows[0] ? new Date(rows[0].due_at as string) : null;
  };
  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * MINUTE);
  const name = () => `test.${randomUUID()}`;

  test("run for whom they are due, and come again when they ask to", async () => {
    const sweep = name();
    const calls: string[] = [];
    registerSweep(sweep, async (organization) => {
      calls.push(organization);
      return calls.length < 2 ? inMinutes(5) : null;
    });
    await due(sweep);
    await runDueSweeps();
    expect(calls).toEqual([organizationId]);
    expect(await dueAt(sweep)).toEqual(inMinutes(5));
    await runDueSweeps();
    expect(calls).toHaveLength(1);
    clock.set(inMinutes(5));
    await runDueSweeps();
    expect(calls).toHaveLength(2);
    expect(await dueAt(sweep)).toBeNull();
  });

  test("what is noted while a sweep runs is not lost", async () => {
    const sweep = name();
    let calls = 0;
    registerSweep(sweep, async () => {
      if (++calls === 1) await due(sweep, inMinutes(30));
      return null;
    });
    await due(sweep);
    await runDueSweeps();
    expect((await dueAt(sweep))?.getTime()).toBeLessThanOrEqual(inMinutes(30).getTime());
    clock.set(inMinutes(30));
    await runDueSweeps();
    expect(calls).toBe(2);
    expect(await dueAt(sweep)).toBeNull();
  });

  test("the earlier of two wishes stands", async () => {
    const sweep = name();
    registerSweep(sweep, async () => {
      await due(sweep, new Date(clock.now().getTime() + 10_000));
      return inMinutes(20);
    });
    await due(sweep);
    await runDueSweeps();
    expect((await dueAt(sweep))?.getTime()).toBe(clock.now().getTime() + 10_000);
    await owner.query("delete from due_work where sweep = $1", [sweep]);
  });

  test("a sweep that fails or dies is due again after a minute, and an unknown one is left alone", async () => {
    const sweep = name();
    let calls = 0;
    registerSweep(sweep, async () => {
      if (++calls === 1) throw new Error("no");
      return null;
    });
    await due(sweep);
    await due("test.unknown");
    await runDueSweeps();
    await runDueSweeps();
    expect(calls).toBe(1);
    clock.set(inMinutes(1));
    await runDueSweeps();
    expect(calls).toBe(2);
    expect(await dueAt("test.unknown")).not.toBeNull();
    await owner.query("delete from due_work where sweep = 'test.unknown'");
  });
});

describe("routes", () => {
  test("the minute tick wants its secret", async () => {
    const call = (authorization?: string) =>
      tick(
        new Request("http://localhost/api/cron/tick", { headers: authorization ? { authorization } : {} }),
      );
    delete process.env.CRON_SECRET;
    expect((await call()).status).toBe(404);
    process.env.CRON_SECRET = "a-secret-of-the-cron";
    expect((await call()).status).toBe(401);
    expect((await call("Bearer another")).status).toBe(401);
    const answer = await call("Bearer a-secret-of-the-cron");
    expect(await answer.json()).toEqual({ outbox: "fulfilled", sweeps: "fulfilled" });
    delete process.env.CRON_SECRET;
  });

  test("there is no public job endpoint while the local driver is used", async () => {
    const request = () =>
      new Request("http://localhost/api/inngest?fnId=aiops-x&stepId=step", { method: "POST", body: "{}" });
    expect((await inngestPost(request() as never, {})).status).toBe(404);
    expect((await inngestGet(new Request("http://localhost/api/inngest") as never, {})).status).toBe(404);
  });
});
