import type { Queryable } from "./database";
import type { Ended, EndedStatus, Engine, StoredEvent } from "./engine";
import { route } from "./events";

/** The SDK's own events about runs: failure handlers, and functions or waits that name them, hear of the ending. */
export async function announce(
  engine: Engine,
  tx: Queryable,
  status: EndedStatus,
  ended: Ended,
): Promise<void> {
  const base = { function_id: ended.functionId, run_id: ended.runId, event: ended.event };
  const make = (name: string, data: Record<string, unknown>): StoredEvent => ({
    id: engine.newId(),
    name,
    data,
    ts: engine.clock.now().getTime(),
  });
  if (status === "cancelled") return route(engine, tx, make("inngest/function.cancelled", base));
  const failed = status === "failed";
  if (failed) await route(engine, tx, make("inngest/function.failed", { ...base, error: ended.error }));
  const outcome = failed ? { error: ended.error } : { result: ended.output };
  await route(engine, tx, make("inngest/function.finished", { ...base, ...outcome }));
}
