import type { Queryable } from "./database";
import type { Engine } from "./engine";

export type Timer =
  | { kind: "wake"; runId: string; stepId: string }
  | { kind: "retry"; runId: string; stepId: string; attempt: number; faults: number }
  | { kind: "expire"; runId: string; limit: "start" | "finish" }
  | { kind: "cron"; functionId: string; cron: string; misses?: number }
  | { kind: "debounce"; functionId: string; key: string; misses?: number };

const idOf = (timer: Timer): string => {
  switch (timer.kind) {
    case "wake":
      return `wake:${timer.runId}:${timer.stepId}`;
    case "retry":
      return `retry:${timer.runId}:${timer.stepId}`;
    case "expire":
      return `expire:${timer.runId}:${timer.limit}`;
    case "cron":
      return `cron:${timer.functionId}:${timer.cron}`;
    case "debounce":
      return `debounce:${timer.functionId}:${timer.key}`;
  }
};

/** Sets a timer, or moves the one of the same name. */
export async function setTimer(
  engine: Engine,
  tx: Queryable,
  timer: Timer,
  at: Date,
  keep = false,
): Promise<void> {
  await tx.query(
    `insert into aiops_jobs.timer (id, kind, run_id, payload, due_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do ${keep ? "nothing" : "update set payload = excluded.payload, due_at = excluded.due_at"}`,
    [idOf(timer), timer.kind, "runId" in timer ? timer.runId : null, JSON.stringify(timer), at],
  );
  engine.wakeAt(at);
}

/** Takes one timer that is due; it stays taken if the transaction commits. */
export async function takeDue(
  engine: Engine,
  tx: Queryable,
): Promise<{ id: string; timer: Timer; dueAt: Date } | null> {
  const { rows } = await tx.query<{ id: string; payload: Timer; due_at: Date }>(
    `delete from aiops_jobs.timer where id = (
       select id from aiops_jobs.timer where due_at <= $1 order by due_at limit 1 for update skip locked
     ) returning id, payload, due_at`,
    [engine.clock.now()],
  );
  const row = rows[0];
  return row ? { id: row.id, timer: row.payload, dueAt: row.due_at } : null;
}

/** When the next timer falls due, whoever set it. */
export async function nextDue(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ due_at: Date | null }>(
    "select min(due_at) as due_at from aiops_jobs.timer",
  );
  return rows[0]?.due_at ?? null;
}

/** Puts off a timer whose handling failed, so that it cannot hold up the others. */
export async function postpone(engine: Engine, id: string, byMs: number): Promise<void> {
  await engine.db.query("update aiops_jobs.timer set due_at = $2 where id = $1", [
    id,
    new Date(engine.clock.now().getTime() + byMs),
  ]);
}
