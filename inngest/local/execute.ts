import { retryingDeadlocks, toJson, transaction } from "./database";
import { dueAt } from "./duration";
import { type Engine, type StoredEvent, tooLarge } from "./engine";
import { type FunctionConfig, maxAttempts } from "./functions";
import { type Answer, buildRequest, type Op, readAnswer, type StepState } from "./protocol";
import { type Asked, settle } from "./settle";
import { setTimer } from "./timers";

type StepRow = { id: string; state: "pending" | "done" | "failed"; value: unknown };
type Loaded = Asked & {
  functionId: string;
  event: StoredEvent;
  ended: boolean;
  /** This request is the first of its run. */
  started: boolean;
  steps: StepRow[];
};

/** Whether the queue still says this process has the job; a process thought dead must not write what it finds. */
export type StillOurs = { jobId: string; poolId: string };

type Task = { id: number; ours: StillOurs };

/** Makes one request of a run and writes its outcome. */
export async function executeTask(engine: Engine, task: Task): Promise<void> {
  const { rows } = await engine.db.query<{ loaded: Loaded | null }>(
    "select aiops_jobs.load($1, $2) as loaded",
    [task.id, engine.clock.now()],
  );
  const loaded = rows[0]?.loaded;
  if (!loaded) return;
  const config = engine.functions.get(loaded.functionId);
  if (loaded.started && config?.timeouts?.finish)
    await limitRun(engine, loaded.runId, config.timeouts.finish);
  if (isMoot(loaded)) return finish(engine, task, loaded, config, null);
  const answer = config ? await ask(engine, config, loaded) : unknownFunction(loaded.functionId);
  const ran = singleResult(answer);
  if (ran) await finishRan(engine, task, loaded, ran);
  else await finish(engine, task, loaded, config, answer);
}

const isMoot = (loaded: Loaded): boolean =>
  loaded.ended ||
  (loaded.stepId !== "step" && loaded.steps.find((step) => step.id === loaded.stepId)?.state !== "pending");

const unknownFunction = (id: string): Answer => ({
  kind: "fault",
  message: `No function ${id} is registered here.`,
});

const limitRun = (engine: Engine, runId: string, finishIn: string) =>
  setTimer(
    engine,
    engine.db,
    { kind: "expire", runId, limit: "finish" },
    dueAt(finishIn, engine.clock.now()),
    true,
  );

async function ask(engine: Engine, config: FunctionConfig, loaded: Loaded): Promise<Answer> {
  const settled = loaded.steps
    .filter((step) => step.state !== "pending")
    .map((step) => ({ id: step.id, state: stateOf(step) }));
  const request = buildRequest(
    {
      functionId: loaded.functionId,
      runId: loaded.runId,
      stepId: loaded.stepId,
      event: loaded.event,
      attempt: loaded.attempt,
      maxAttempts: maxAttempts(config),
      settled,
      stepPending: settled.length < loaded.steps.length,
    },
    engine.signingKey,
    // The SDK checks the signature's age by the real time, whatever the clock says.
    Date.now(),
  );
  try {
    return await readAnswer(await engine.handler(request));
  } catch (error) {
    return { kind: "fault", message: String(error) };
  }
}

const stateOf = (step: StepRow): StepState =>
  step.state === "done" ? { type: "data", data: step.value } : { type: "error", error: step.value };

const MANY_STEPS = 900;

/** The one step that ran and returned, which is what most answers are; null for every other answer. */
function singleResult(answer: Answer): Op | null {
  const op = answer.kind === "ops" && answer.ops.length === 1 ? answer.ops[0] : undefined;
  return op?.op === "StepRun" && !tooLarge("step", JSON.stringify(op.data ?? null)) ? op : null;
}

async function finishRan(engine: Engine, task: Task, loaded: Loaded, op: Op): Promise<void> {
  // Near the limit the slower way counts the steps.
  if (loaded.steps.length >= MANY_STEPS)
    return finish(engine, task, loaded, engine.functions.get(loaded.functionId), {
      kind: "ops",
      ops: [op],
      retryAfter: null,
    });
  const { jobId, poolId } = task.ours;
  const values = [task.id, jobId, poolId, loaded.runId, toJson(op), engine.clock.now()];
  await retryingDeadlocks(() => engine.db.query(SETTLE_RAN, values));
}

const SETTLE_RAN = "select aiops_jobs.settle_ran($1, $2, $3, $4, $5, $6)";
const UNKNOWN: FunctionConfig = { id: "", name: "", triggers: [], steps: { step: {} } };

async function finish(
  engine: Engine,
  task: Task,
  asked: Asked,
  config: FunctionConfig | undefined,
  answer: Answer | null,
): Promise<void> {
  await transaction(engine.pool, async (tx) => {
    const { rows } = await tx.query<{ ended: boolean; ours: boolean }>(
      `select ended_at is not null as ended, aiops_jobs.is_ours($2, $3) as ours
       from aiops_jobs.run where id = $1 for update`,
      [asked.runId, task.ours.jobId, task.ours.poolId],
    );
    const run = rows[0];
    if (run && !run.ours) return;
    if (run && !run.ended && answer) await settle(engine, tx, config ?? UNKNOWN, asked, answer);
    await tx.query("select aiops_jobs.release($1, $2)", [task.id, engine.clock.now()]);
  });
}
