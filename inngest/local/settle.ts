import { type Queryable, toJson } from "./database";
import { dueAt } from "./duration";
import { type Engine, type StoredEvent, tooLarge, wireError } from "./engine";
import { type FunctionConfig, maxAttempts } from "./functions";
import { type Answer, type Op, retryAfterMs } from "./protocol";
import { createRun, endRun, enqueue, settleStep } from "./runs";
import { setTimer } from "./timers";

/** The request an answer belongs to. */
export type Asked = { runId: string; stepId: string; attempt: number; faults: number };

const MAX_STEPS = 1000;
const MAX_FAULTS = 15;
const FAULT_CAP_MS = 60_000;

/** Writes what an answer means for its run. The caller holds the run's row and gives the task back afterwards. */
export async function settle(
  engine: Engine,
  tx: Queryable,
  config: FunctionConfig,
  asked: Asked,
  answer: Answer,
) {
  switch (answer.kind) {
    case "returned":
      return settleReturn(engine, tx, asked, answer.value, answer.json);
    case "ops":
      for (const op of answer.ops) await settleOp(engine, tx, asked, op, answer.retryAfter);
      return refuseEndless(engine, tx, asked);
    case "threw": {
      if (answer.final || asked.attempt + 1 >= maxAttempts(config))
        return endRun(engine, tx, asked.runId, { status: "failed", error: answer.error });
      return retry(engine, tx, asked, asked.stepId, answer.retryAfter);
    }
    case "fault":
      return settleFault(engine, tx, asked, answer.message);
  }
}

async function settleReturn(engine: Engine, tx: Queryable, asked: Asked, value: unknown, json: string) {
  const problem = tooLarge("step", json);
  if (!problem) return endRun(engine, tx, asked.runId, { status: "completed", output: value });
  const error = wireError("OutputTooLargeError", `The function's result has ${problem}.`);
  return endRun(engine, tx, asked.runId, { status: "failed", error });
}

/** An infrastructure error costs the function no attempt; one that does not pass ends the run with its message. */
export async function settleFault(
  engine: Engine,
  tx: Queryable,
  asked: Asked,
  message: string,
): Promise<void> {
  const faults = asked.faults + 1;
  engine.log.warn(
    { runId: asked.runId, stepId: asked.stepId, faults, message },
    "A job could not be asked for its next step.",
  );
  if (faults > MAX_FAULTS) {
    await endRun(engine, tx, asked.runId, {
      status: "failed",
      error: wireError("InfrastructureError", message),
    });
    return;
  }
  const at = new Date(engine.clock.now().getTime() + Math.min(250 * 2 ** faults, FAULT_CAP_MS));
  await setTimer(engine, tx, { kind: "retry", ...asked, faults }, at);
}

async function retry(engine: Engine, tx: Queryable, asked: Asked, stepId: string, retryAfter: string | null) {
  const now = engine.clock.now();
  const waitMs = retryAfterMs(retryAfter, now) ?? engine.backOffMs(asked.attempt);
  const next = { runId: asked.runId, stepId, attempt: asked.attempt + 1, faults: 0 };
  await setTimer(engine, tx, { kind: "retry", ...next }, new Date(now.getTime() + waitMs));
}

async function refuseEndless(engine: Engine, tx: Queryable, asked: Asked): Promise<void> {
  const { rows } = await tx.query<{ count: number }>(
    "select count(*)::int as count from aiops_jobs.step where run_id = $1",
    [asked.runId],
  );
  if ((rows[0]?.count ?? 0) <= MAX_STEPS) return;
  const error = wireError(
    "TooManyStepsError",
    `A run may have ${MAX_STEPS} steps; go on in a new run by event.`,
  );
  await endRun(engine, tx, asked.runId, { status: "failed", error });
}

async function settleOp(
  engine: Engine,
  tx: Queryable,
  asked: Asked,
  op: Op,
  retryAfter: string | null,
): Promise<void> {
  const { runId } = asked;
  switch (op.op) {
    case "StepRun":
    case "Step":
      return settleRan(engine, tx, asked, op);
    case "StepFailed":
      await insertStep(engine, tx, runId, op);
      await settleStep(engine, tx, runId, op.id, { state: "failed", value: op.error });
      return;
    case "StepError":
      await insertStep(engine, tx, runId, op);
      await tx.query("update aiops_jobs.step set error = $3, attempt = $4 where run_id = $1 and id = $2", [
        runId,
        op.id,
        toJson(op.error),
        asked.attempt + 1,
      ]);
      return retry(engine, tx, asked, op.id, retryAfter);
    case "StepPlanned":
      if (await insertStep(engine, tx, runId, op)) await enqueue(engine, tx, runId, op.id);
      return;
    case "Sleep":
      if (await insertStep(engine, tx, runId, op)) await wake(engine, tx, runId, op.id, op.name ?? undefined);
      return;
    case "WaitForEvent":
      if (await insertStep(engine, tx, runId, op))
        await wake(engine, tx, runId, op.id, textOf(op.opts?.timeout));
      return;
    case "InvokeFunction":
      if (await insertStep(engine, tx, runId, op)) await invoke(engine, tx, runId, op);
      return;
    default: {
      const error = wireError(
        "UnsupportedStepError",
        `The local job driver does not support ${op.op} (${op.displayName ?? op.id}).`,
      );
      await endRun(engine, tx, runId, { status: "failed", error });
    }
  }
}

async function settleRan(engine: Engine, tx: Queryable, asked: Asked, op: Op): Promise<void> {
  const problem = tooLarge("step", JSON.stringify(op.data ?? null));
  await insertStep(engine, tx, asked.runId, op);
  if (!problem) {
    await settleStep(engine, tx, asked.runId, op.id, { state: "done", value: op.data });
    return;
  }
  const error = wireError("StepTooLargeError", `The step ${op.displayName ?? op.id} returned ${problem}.`);
  await endRun(engine, tx, asked.runId, { status: "failed", error });
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** True when the step was not known yet. */
async function insertStep(engine: Engine, tx: Queryable, runId: string, op: Op): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into aiops_jobs.step (run_id, id, op, name, display_name, opts, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      runId,
      op.id,
      op.op,
      op.name ?? null,
      op.displayName ?? null,
      op.opts ? toJson(op.opts) : null,
      engine.clock.now(),
    ],
  );
  return (rowCount ?? 0) > 0;
}

const wake = (engine: Engine, tx: Queryable, runId: string, stepId: string, after: string | undefined) =>
  setTimer(engine, tx, { kind: "wake", runId, stepId }, dueAt(after, engine.clock.now()));

async function invoke(engine: Engine, tx: Queryable, runId: string, op: Op): Promise<void> {
  const fail = (message: string) =>
    settleStep(engine, tx, runId, op.id, { state: "failed", value: wireError("Error", message) });
  const functionId = textOf(op.opts?.function_id) ?? "";
  const config = engine.functions.get(functionId);
  if (!config) {
    await fail(`There is no function ${functionId} to invoke.`);
    return;
  }
  const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown>; v?: string; user?: unknown };
  const event: StoredEvent = {
    ...payload,
    name: "inngest/function.invoked",
    id: engine.newId(),
    ts: engine.clock.now().getTime(),
    data: { ...payload.data, _inngest: { fn_id: functionId, invoked_by: runId } },
  };
  const child = await createRun(engine, tx, config, event, { parent: { runId, stepId: op.id } });
  if (!child) {
    await fail(`${functionId} did not start: it runs already.`);
    return;
  }
  if (op.opts?.timeout) await wake(engine, tx, runId, op.id, textOf(op.opts.timeout));
}
