import type { Engine } from "./engine";

const RUNS_MS = 7 * 86_400_000;
const EVENTS_MS = 86_400_000;
const BATCH = 2_000;

/** Forgets runs that ended a week ago and the ids of events older than a day; answers how many rows went. */
export async function prune(engine: Engine): Promise<number> {
  const now = engine.clock.now().getTime();
  const batches = [
    [
      `delete from aiops_jobs.run where id in (select id from aiops_jobs.run where ended_at < $1 limit ${BATCH})`,
      RUNS_MS,
    ],
    [
      `delete from aiops_jobs.event where id in (select id from aiops_jobs.event where received_at < $1 limit ${BATCH})`,
      EVENTS_MS,
    ],
  ] as const;
  let removed = 0;
  for (const [statement, age] of batches) {
    for (let count = BATCH; count === BATCH; ) {
      count = (await engine.db.query(statement, [new Date(now - age)])).rowCount ?? 0;
      removed += count;
    }
  }
  return removed;
}
