import type { Engine, RunStatus, StoredEvent } from "./engine";

export type RunSummary = {
  id: string;
  functionId: string;
  status: RunStatus;
  eventName: string;
  error: unknown;
  queuedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
};
export type StepSummary = {
  id: string;
  op: string;
  name: string;
  state: "pending" | "done" | "failed";
  /** The failure of a failed step, or of the last attempt of one that is tried again. */
  error: unknown;
  attempt: number;
  createdAt: Date;
  endedAt: Date | null;
  /** When a sleep, a wait or the next attempt falls due. */
  dueAt: Date | null;
};
export type RunDetail = RunSummary & {
  event: StoredEvent;
  output: unknown;
  parentRunId: string | null;
  steps: StepSummary[];
};
export type Stats = { running: number; queued: number; failed24h: number; oldestQueuedMs: number };
export type RunFilter = { status?: RunStatus; functionId?: string; cursor?: string; limit?: number };

const SUMMARY = `id, function_id as "functionId", status, event->>'name' as "eventName", error,
  queued_at as "queuedAt", started_at as "startedAt", ended_at as "endedAt"`;

/** Runs, newest first. `cursor` is the last id of the page before; `nextCursor` is null on the last page. */
export async function listRuns(
  engine: Engine,
  filter: RunFilter,
): Promise<{ items: RunSummary[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const { rows } = await engine.db.query<RunSummary>(
    `select ${SUMMARY} from aiops_jobs.run
     where ($1::text is null or status = $1) and ($2::text is null or function_id = $2) and ($3::text is null or id < $3)
     order by id desc limit $4`,
    [filter.status ?? null, filter.functionId ?? null, filter.cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function getRun(engine: Engine, id: string): Promise<RunDetail | null> {
  const runs = await engine.db.query<Omit<RunDetail, "steps">>(
    `select ${SUMMARY}, event, output, parent_run_id as "parentRunId" from aiops_jobs.run where id = $1`,
    [id],
  );
  const run = runs.rows[0];
  if (!run) return null;
  const steps = await engine.db.query<StepSummary>(
    `select s.id, op, coalesce(display_name, name, s.id) as name, state, attempt,
       case when state = 'failed' then value else error end as error,
       created_at as "createdAt", ended_at as "endedAt",
       case when state = 'pending' then (select min(due_at) from aiops_jobs.timer t
         where t.run_id = s.run_id and t.id in ('wake:' || s.run_id || ':' || s.id, 'retry:' || s.run_id || ':' || s.id)) end as "dueAt"
     from aiops_jobs.step s where run_id = $1 order by created_at, done_order nulls last`,
    [id],
  );
  return { ...run, steps: steps.rows };
}

/** Counts for metrics and readiness. A run that sleeps or waits counts as running; lag is of requests nobody makes yet. */
export async function stats(engine: Engine): Promise<Stats> {
  const now = engine.clock.now();
  const { rows } = await engine.db.query<{
    running: number;
    queued: number;
    failed: number;
    oldest: Date | null;
  }>(
    `select
       (select count(*)::int from aiops_jobs.run where ended_at is null and status = 'running') as running,
       (select count(*)::int from aiops_jobs.run where ended_at is null and status = 'queued') as queued,
       (select count(*)::int from aiops_jobs.run where status = 'failed' and ended_at > $1) as failed,
       (select min(queued_at) from aiops_jobs.task t where not exists (
         select from graphile_worker.jobs j where j.key = 'task:' || t.id and j.locked_at is not null)) as oldest`,
    [new Date(now.getTime() - 86_400_000)],
  );
  const row = rows[0];
  const oldest = row?.oldest?.getTime() ?? now.getTime();
  return {
    running: row?.running ?? 0,
    queued: row?.queued ?? 0,
    failed24h: row?.failed ?? 0,
    oldestQueuedMs: Math.max(0, now.getTime() - oldest),
  };
}
