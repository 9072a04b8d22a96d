import { sql } from "drizzle-orm";
import { getClock, inSystem, logger } from "@/server/kernel";
import { sweeps as listed } from "./functions/sweeps";
import type { Sweep } from "./sweep";

const LEASE_MS = 60_000;
const BATCH = 20;

type Claimed = { organization_id: string; sweep: string; version: string };

const registered = new Map<string, Sweep>(Object.entries(listed));

/** Adds a sweep beside the listed ones. */
export function registerSweep(name: string, sweep: Sweep): void {
  registered.set(name, sweep);
}

const rowsOf = <R>(result: unknown): R[] => (result as { rows: R[] }).rows;

/** Takes due work by moving it into the future: if this process dies, it is due again after the lease. */
async function claim(now: Date): Promise<Claimed[]> {
  const names = [...registered.keys()];
  if (!names.length) return [];
  const result = await inSystem((tx) =>
    tx.execute(sql`
      update due_work set due_at = ${new Date(now.getTime() + LEASE_MS)}
      where (organization_id, sweep) in (
        select organization_id, sweep from due_work
        where due_at <= ${now} and sweep in ${names} order by due_at limit ${BATCH} for update skip locked)
      returning organization_id, sweep, xmin::text as version`),
  );
  return rowsOf<Claimed>(result);
}

/**
 * Notes when the work is due next. The row's version tells whether somebody asked for it while it ran: what they asked
 * must not be lost, so then the earlier time stands.
 */
async function settle(work: Claimed, next: Date | null): Promise<void> {
  await inSystem(async (tx) => {
    const row = sql`organization_id = ${work.organization_id} and sweep = ${work.sweep}`;
    const untouched = sql`${row} and xmin::text = ${work.version}`;
    const { rowCount } = await tx.execute(
      next
        ? sql`update due_work set due_at = ${next} where ${untouched}`
        : sql`delete from due_work where ${untouched}`,
    );
    if (!rowCount && next)
      await tx.execute(sql`update due_work set due_at = least(due_at, ${next}) where ${row}`);
  });
}

async function run(work: Claimed, now: Date): Promise<void> {
  const sweep = registered.get(work.sweep);
  if (!sweep) return;
  try {
    await settle(work, await sweep(work.organization_id, now));
  } catch (error) {
    logger.error({ err: error, organizationId: work.organization_id, sweep: work.sweep }, "A sweep failed.");
  }
}

let sweeping: Promise<number> | undefined;

/** Runs what is due, at most for `budgetMs`; answers how many sweeps ran. Calls at the same time share one pass. */
export function runDueSweeps(budgetMs = 30_000): Promise<number> {
  sweeping ??= sweepAll(budgetMs).finally(() => {
    sweeping = undefined;
  });
  return sweeping;
}

async function sweepAll(budgetMs: number): Promise<number> {
  const startedAt = performance.now();
  for (let count = 0; ; ) {
    const now = getClock().now();
    const claimed = await claim(now);
    for (const work of claimed) await run(work, now);
    count += claimed.length;
    if (claimed.length < BATCH || performance.now() - startedAt > budgetMs) return count;
  }
}
