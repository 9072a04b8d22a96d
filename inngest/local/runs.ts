import { keyOf } from "./cel";
import { type Queryable, toJson } from "./database";
import { dueAt } from "./duration";
import { type Engine, type RunStatus, type StoredEvent, type WireError, wireError } from "./engine";
import type { FunctionConfig } from "./functions";
import { setTimer } from "./timers";

const IDEMPOTENCY_MS = 24 * 3_600_000;

type Origin = { parent?: { runId: string; stepId: string }; idempotencyKey?: string };

/**
 * Starts a run and queues its first request. Null when idempotency or a singleton says there shall be none.
 */
export async function createRun(
  engine: Engine,
  tx: Queryable,
  config: FunctionConfig,
  event: StoredEvent,
  origin: Origin = {},
): Promise<string | null> {
  const id = engine.newId();
  const now = engine.clock.now();
  const idempotencyKey =
    origin.idempotencyKey ?? (config.idempotency ? `key:${keyOf(config.idempotency, { event })}` : null);
  const singletonKey = config.singleton ? keyOf(config.singleton.key, { event }) : null;
  if (config.idempotency && idempotencyKey) await forgetIdempotency(tx, config.id, idempotencyKey, now);
  if (config.singleton?.mode === "cancel" && singletonKey !== null)
    await cancelSingleton(engine, tx, config.id, singletonKey);
  const { rows } = await tx.query<{ created: boolean }>(
    "select aiops_jobs.create_run($1, $2, $3, $4, $5, $6, $7, $8, $9) as created",
    [
      id,
      config.id,
      toJson(event),
      JSON.stringify(slotsOf(config, event)),
      idempotencyKey,
      singletonKey,
      origin.parent?.runId ?? null,
      origin.parent?.stepId ?? null,
      now,
    ],
  );
  if (!rows[0]?.created) return null;
  if (config.timeouts?.start)
    await setTimer(
      engine,
      tx,
      { kind: "expire", runId: id, limit: "start" },
      dueAt(config.timeouts.start, now),
    );
  return id;
}

/** Queues one request of a run: `stepId` is a step's hash, or `step` to go on with the function. */
export async function enqueue(
  engine: Engine,
  tx: Queryable,
  runId: string,
  stepId: string,
  attempt = 0,
  faults = 0,
): Promise<void> {
  await tx.query("select aiops_jobs.enqueue($1, $2, $3, $4, $5)", [
    runId,
    stepId,
    attempt,
    faults,
    engine.clock.now(),
  ]);
}

function slotsOf(config: FunctionConfig, event: StoredEvent): { key: string; limit: number }[] {
  return (config.concurrency ?? [])
    .filter((option) => option.limit > 0)
    .map((option, index) => {
      const value = keyOf(option.key, { event });
      const shared = option.scope === "env" || option.scope === "account";
      return {
        key: shared ? `${option.scope}:${value}` : `fn:${config.id}:${index}:${value}`,
        limit: option.limit,
      };
    });
}

// Upstream a key is remembered for a day; the row outlives that, so the key is taken off it.
async function forgetIdempotency(tx: Queryable, functionId: string, key: string, now: Date): Promise<void> {
  await tx.query(
    `update aiops_jobs.run set idempotency_key = null where function_id = $1 and idempotency_key = $2 and queued_at <= $3`,
    [functionId, key, new Date(now.getTime() - IDEMPOTENCY_MS)],
  );
}

async function cancelSingleton(
  engine: Engine,
  tx: Queryable,
  functionId: string,
  key: string,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from aiops_jobs.run where function_id = $1 and singleton_key = $2 and ended_at is null for update`,
    [functionId, key],
  );
  for (const row of rows) await endRun(engine, tx, row.id, { status: "cancelled" });
}

export type Ending =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: unknown }
  | { status: "cancelled"; error?: WireError };

type EndedRow = {
  function_id: string;
  event: StoredEvent;
  parent_run_id: string | null;
  parent_step_id: string | null;
};

/** Ends a run once; later endings change nothing. Requests still queued find it ended and give their slots back. */
export async function endRun(engine: Engine, tx: Queryable, runId: string, ending: Ending): Promise<boolean> {
  const error = ending.status === "completed" ? null : (ending.error ?? null);
  const output = ending.status === "completed" ? ending.output : null;
  const { rows } = await tx.query<EndedRow>(
    `update aiops_jobs.run set status = $2, output = $3, error = $4, ended_at = $5 where id = $1 and ended_at is null
     returning function_id, event, parent_run_id, parent_step_id`,
    [
      runId,
      ending.status satisfies RunStatus,
      JSON.stringify(output),
      JSON.stringify(error),
      engine.clock.now(),
    ],
  );
  const run = rows[0];
  if (!run) return false;
  if (run.parent_run_id && run.parent_step_id) {
    const outcome: Outcome =
      ending.status === "completed"
        ? { state: "done", value: output }
        : {
            state: "failed",
            value: error ?? wireError("Error", `The invoked function was ${ending.status}.`),
          };
    await settleStep(engine, tx, run.parent_run_id, run.parent_step_id, outcome);
  }
  await engine.announce(tx, ending.status, {
    runId,
    functionId: run.function_id,
    event: run.event,
    output,
    error,
  });
  return true;
}

export type Outcome = { state: "done" | "failed"; value: unknown };

/** Writes the outcome of a pending step and queues the run to go on; the first outcome stands. */
export async function settleStep(
  engine: Engine,
  tx: Queryable,
  runId: string,
  stepId: string,
  outcome: Outcome,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with settled as (
       update aiops_jobs.step set state = $3, value = $4, ended_at = $5, done_order = nextval('aiops_jobs.done_order')
       where run_id = $1 and id = $2 and state = 'pending' returning run_id)
     select aiops_jobs.enqueue(run_id, 'step', 0, 0, $5) from settled`,
    [runId, stepId, outcome.state, toJson(outcome.value), engine.clock.now()],
  );
  return (rowCount ?? 0) > 0;
}
