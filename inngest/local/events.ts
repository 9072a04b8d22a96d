import { keyOf, matches } from "./cel";
import { type Queryable, toJson } from "./database";
import { dueAt } from "./duration";
import type { Engine, StoredEvent } from "./engine";
import type { FunctionConfig } from "./functions";
import { createRun, endRun, settleStep } from "./runs";
import { setTimer } from "./timers";

export type IncomingEvent = Omit<StoredEvent, "id" | "ts" | "data"> & {
  id?: string | null;
  ts?: number;
  data?: Record<string, unknown> | null;
};

/** Takes events in: each id once, whoever sends it again within a day. Answers their ids, in order. */
export async function ingest(engine: Engine, tx: Queryable, incoming: IncomingEvent[]): Promise<string[]> {
  const now = engine.clock.now();
  const events = incoming.map((event): StoredEvent => {
    const { id, ts, data, ...rest } = event;
    return { ...rest, id: id || engine.newId(), ts: ts ?? now.getTime(), data: data ?? {} };
  });
  const { rows } = await tx.query<{ id: string } & Wait>(
    `with fresh as (
       insert into aiops_jobs.event (id, name, received_at)
       select id, name, $3 from unnest($1::text[], $2::text[]) as e(id, name) on conflict do nothing returning id, name)
     select fresh.id, w.* from fresh left join lateral (${waitsFor("fresh.name")}) w on true`,
    [events.map((event) => event.id), events.map((event) => event.name), now],
  );
  const fresh = new Map<string, Wait[]>();
  for (const { id, ...wait } of rows) {
    const waits = fresh.get(id) ?? [];
    if (wait.run_id) waits.push(wait);
    fresh.set(id, waits);
  }
  for (const event of events) {
    const waits = fresh.get(event.id);
    if (waits) await act(engine, tx, event, waits);
    // An id that comes twice in one delivery is taken once, too.
    fresh.delete(event.id);
  }
  return events.map((event) => event.id);
}

type Wait = { run_id: string; step_id: string; condition: string | null; event: StoredEvent };

const waitsFor = (name: string): string =>
  `select s.run_id, s.id as step_id, s.opts->>'if' as condition, r.event from aiops_jobs.step s
   join aiops_jobs.run r on r.id = s.run_id
   where s.op = 'WaitForEvent' and s.state = 'pending' and s.name = ${name} and r.ended_at is null
   order by s.run_id, s.id`;

/** What an event of the engine's own does; it is not remembered, for nobody sends it twice. */
export async function route(engine: Engine, tx: Queryable, event: StoredEvent): Promise<void> {
  const { rows } = await tx.query<Wait>(waitsFor("$1"), [event.name]);
  await act(engine, tx, event, rows);
}

/** Ends waits, cancels runs, starts runs. */
async function act(engine: Engine, tx: Queryable, event: StoredEvent, waits: Wait[]): Promise<void> {
  for (const wait of waits) {
    if (matches(wait.condition ?? undefined, { event: wait.event, async: event }))
      await settleStep(engine, tx, wait.run_id, wait.step_id, { state: "done", value: event });
  }
  for (const config of engine.functions.values()) {
    for (const cancel of config.cancel ?? []) {
      if (cancel.event === event.name) await cancelRuns(engine, tx, config, cancel, event);
    }
  }
  for (const config of engine.functions.values()) {
    const triggered = config.triggers.some(
      (trigger) =>
        trigger.event !== undefined &&
        namesEvent(trigger.event, event.name) &&
        matches(trigger.expression, { event }),
    );
    if (!triggered) continue;
    if (config.debounce) await debounce(engine, tx, config, config.debounce, event);
    else await createRun(engine, tx, config, event);
  }
}

const namesEvent = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));

type Cancel = NonNullable<FunctionConfig["cancel"]>[number];

async function cancelRuns(
  engine: Engine,
  tx: Queryable,
  config: FunctionConfig,
  cancel: Cancel,
  event: StoredEvent,
) {
  const { rows } = await tx.query<{ id: string; event: StoredEvent; queued_at: Date }>(
    `select id, event, queued_at from aiops_jobs.run where function_id = $1 and ended_at is null order by id`,
    [config.id],
  );
  const now = engine.clock.now();
  for (const run of rows) {
    if (cancel.timeout && dueAt(cancel.timeout, run.queued_at) < now) continue;
    if (matches(cancel.if, { event: run.event, async: event }))
      await endRun(engine, tx, run.id, { status: "cancelled" });
  }
}

type Debounce = NonNullable<FunctionConfig["debounce"]>;

async function debounce(
  engine: Engine,
  tx: Queryable,
  config: FunctionConfig,
  options: Debounce,
  event: StoredEvent,
) {
  const now = engine.clock.now();
  const key = keyOf(options.key, { event });
  const { rows } = await tx.query<{ first_at: Date }>(
    `insert into aiops_jobs.debounce (function_id, key, event, first_at) values ($1, $2, $3, $4)
     on conflict (function_id, key) do update set event = excluded.event returning first_at`,
    [config.id, key, toJson(event), now],
  );
  const quiet = dueAt(options.period, now);
  const latest = options.timeout ? dueAt(options.timeout, rows[0]?.first_at ?? now) : quiet;
  await setTimer(
    engine,
    tx,
    { kind: "debounce", functionId: config.id, key },
    quiet < latest ? quiet : latest,
  );
}
