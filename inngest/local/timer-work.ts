import { nextCron } from "./cron-expression";
import type { Queryable } from "./database";
import { transaction } from "./database";
import { type Engine, type StoredEvent, wireError } from "./engine";
import { createRun, endRun, enqueue, settleStep } from "./runs";
import { postpone, setTimer, type Timer, takeDue } from "./timers";

const RETRY_MS = 30_000;
const MAX_MISSES = 60;

/** Does what is due now; answers how many timers that were. */
export async function runDueTimers(engine: Engine): Promise<number> {
  for (let done = 0; ; done++) {
    let id: string | undefined;
    try {
      const more = await transaction(engine.pool, async (tx) => {
        const due = await takeDue(engine, tx);
        id = due?.id;
        if (due) await fire(engine, tx, due.timer, due.dueAt);
        return due !== null;
      });
      if (!more) return done;
    } catch (error) {
      if (!id) throw error;
      engine.log.error({ err: error, timer: id }, "A job timer failed; it is tried again.");
      await postpone(engine, id, RETRY_MS);
    }
  }
}

async function fire(engine: Engine, tx: Queryable, timer: Timer, dueAt: Date): Promise<unknown> {
  switch (timer.kind) {
    case "retry":
      return enqueue(engine, tx, timer.runId, timer.stepId, timer.attempt, timer.faults);
    case "wake":
      return wake(engine, tx, timer.runId, timer.stepId);
    case "expire":
      return expire(engine, tx, timer.runId, timer.limit);
    case "cron":
      return runCron(engine, tx, timer, dueAt);
    case "debounce":
      return endDebounce(engine, tx, timer);
  }
}

async function wake(engine: Engine, tx: Queryable, runId: string, stepId: string): Promise<void> {
  const { rows } = await tx.query<{ op: string }>(
    "select op from aiops_jobs.step where run_id = $1 and id = $2",
    [runId, stepId],
  );
  if (!rows[0]) return;
  const timedOut = wireError("InngestInvokeTimeout", "Timed out waiting for the invoked function.");
  const outcome =
    rows[0].op === "InvokeFunction"
      ? ({ state: "failed", value: timedOut } as const)
      : ({ state: "done", value: null } as const);
  await settleStep(engine, tx, runId, stepId, outcome);
}

async function expire(
  engine: Engine,
  tx: Queryable,
  runId: string,
  limit: "start" | "finish",
): Promise<void> {
  const { rows } = await tx.query<{ status: string }>(
    "select status from aiops_jobs.run where id = $1 for update",
    [runId],
  );
  if (limit === "start" && rows[0]?.status !== "queued") return;
  const error = wireError("TimeoutError", `The run did not ${limit} in the time its function allows.`);
  await endRun(engine, tx, runId, { status: "cancelled", error });
}

type Cron = Extract<Timer, { kind: "cron" }>;

async function runCron(engine: Engine, tx: Queryable, timer: Cron, dueAt: Date): Promise<void> {
  const config = engine.functions.get(timer.functionId);
  if (!config?.triggers.some((trigger) => trigger.cron === timer.cron)) return miss(engine, tx, timer);
  const now = engine.clock.now();
  const event: StoredEvent = {
    id: engine.newId(),
    name: "inngest/scheduled.timer",
    ts: dueAt.getTime(),
    data: { cron: timer.cron },
  };
  // The due time is the key: two servers that both think it due start one run.
  await createRun(engine, tx, config, event, { idempotencyKey: `cron:${timer.cron}:${dueAt.toISOString()}` });
  // From now rather than from the missed time: a server that was down makes up for one run, not for all.
  const { kind, functionId, cron } = timer;
  await setTimer(engine, tx, { kind, functionId, cron }, nextCron(cron, now));
}

type Debounced = Extract<Timer, { kind: "debounce" }>;

async function endDebounce(engine: Engine, tx: Queryable, timer: Debounced): Promise<void> {
  const config = engine.functions.get(timer.functionId);
  if (!config) return miss(engine, tx, timer);
  const { rows } = await tx.query<{ event: StoredEvent }>(
    "delete from aiops_jobs.debounce where function_id = $1 and key = $2 returning event",
    [timer.functionId, timer.key],
  );
  if (rows[0]) await createRun(engine, tx, config, rows[0].event);
}

// A newer server beside us may know the function; only when nobody claims it for long is the timer dropped.
async function miss(engine: Engine, tx: Queryable, timer: Cron | Debounced): Promise<void> {
  const misses = (timer.misses ?? 0) + 1;
  if (misses > MAX_MISSES) return;
  await setTimer(engine, tx, { ...timer, misses }, new Date(engine.clock.now().getTime() + 60_000));
}

/** Sets a timer for every cron trigger that has none yet. */
export async function scheduleCrons(engine: Engine): Promise<void> {
  const now = engine.clock.now();
  for (const config of engine.functions.values()) {
    for (const { cron } of config.triggers) {
      if (!cron) continue;
      await setTimer(
        engine,
        engine.pool,
        { kind: "cron", functionId: config.id, cron },
        nextCron(cron, now),
        true,
      );
    }
  }
}
