import { randomInt } from "node:crypto";
import type pg from "pg";
import { openClient, type Queryable, transaction } from "./database";
import { type Engine, wireError } from "./engine";
import { endRun } from "./runs";

const GRACE_MS = 2_000;
const RECONNECT_MS = 250;

type InstanceRow = { id: string; lock_id: string; pool_id: string | null };

/**
 * This process among those that work on one database. Each holds a session lock; graphile-worker keeps a dead process's
 * jobs locked for hours, so whoever finds its lock free gives them back.
 */
export class Instance {
  readonly id: string;
  poolId = "";
  private readonly lockId = randomInt(2 ** 47);
  private readonly suspects = new Map<string, number>();
  private client: pg.Client | null = null;
  private leaving = false;
  private secondLook: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly connectionString: string,
  ) {
    this.id = engine.newId();
  }

  async join(): Promise<void> {
    await this.hold();
    await this.register();
  }

  /** Records under which name the queue locks our jobs; until then nobody could tell them from a living process's. */
  async workAs(poolId: string): Promise<void> {
    this.poolId = poolId;
    await this.register();
  }

  private async hold(): Promise<void> {
    const client = openClient(this.connectionString);
    client.on("error", () => void this.lost(client));
    client.on("end", () => void this.lost(client));
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [this.lockId]);
    this.client = client;
  }

  private async register(): Promise<void> {
    await this.engine.db.query(
      `insert into aiops_jobs.instance (id, lock_id, pool_id) values ($1, $2, $3)
       on conflict (id) do update set pool_id = excluded.pool_id`,
      [this.id, this.lockId, this.poolId || null],
    );
  }

  // The others wait a little before they take our jobs, so a connection that is back soon costs nothing.
  private async lost(client: pg.Client): Promise<void> {
    if (this.leaving || this.client !== client) return;
    this.client = null;
    while (!this.leaving) {
      try {
        await this.hold();
        await this.register();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
  }

  /** Gives back the jobs of processes that have gone, and ends what cannot go on. */
  async reap(): Promise<void> {
    const { client } = this;
    if (!client) return;
    const { rows } = await this.engine.db.query<InstanceRow>(
      "select id, lock_id::text, pool_id from aiops_jobs.instance where id <> $1",
      [this.id],
    );
    const gone: InstanceRow[] = [];
    for (const other of rows) if (await this.isFree(client, other)) gone.push(other);
    const confirmed = gone.filter(
      (other) => Date.now() - (this.suspects.get(other.id) ?? Date.now()) >= GRACE_MS,
    );
    for (const id of this.suspects.keys())
      if (!gone.some((other) => other.id === id)) this.suspects.delete(id);
    for (const other of gone) if (!this.suspects.has(other.id)) this.suspects.set(other.id, Date.now());
    if (gone.length > confirmed.length) this.lookAgain();
    if (confirmed.length) await this.bury(confirmed);
    await reviveQueue(this.engine);
  }

  private async isFree(client: Queryable, other: InstanceRow): Promise<boolean> {
    const { rows } = await client.query<{ free: boolean }>("select pg_try_advisory_lock($1) as free", [
      other.lock_id,
    ]);
    if (rows[0]?.free) await client.query("select pg_advisory_unlock($1)", [other.lock_id]);
    return rows[0]?.free ?? false;
  }

  private lookAgain(): void {
    clearTimeout(this.secondLook);
    this.secondLook = setTimeout(() => {
      if (!this.leaving)
        this.reap().catch((err) => this.engine.log.warn({ err }, "Looking for dead servers failed."));
    }, GRACE_MS + 50);
    this.secondLook.unref();
  }

  private async bury(dead: InstanceRow[]): Promise<void> {
    await transaction(this.engine.pool, async (tx) => {
      await tx.query("select graphile_worker.force_unlock_workers($1)", [
        dead.flatMap((one) => one.pool_id ?? []),
      ]);
      await tx.query("delete from aiops_jobs.instance where id = any($1)", [dead.map((one) => one.id)]);
      await nudge(tx);
    });
    this.engine.log.warn(
      { instances: dead.map((one) => one.id) },
      "Took over the jobs of servers that have gone.",
    );
  }

  /** Lets the lock go. When steps are still under way it goes with the process instead, so that nobody repeats them. */
  async leave(finished: boolean): Promise<void> {
    this.leaving = true;
    clearTimeout(this.secondLook);
    if (!finished) return;
    await this.engine.pool
      .query("delete from aiops_jobs.instance where id = $1", [this.id])
      .catch(() => undefined);
    await this.client?.end().catch(() => undefined);
  }
}

const nudge = (tx: Queryable) => tx.query(`select pg_notify('jobs:insert', '{"count":100}')`);

/**
 * Jobs are never scheduled ahead, so one that waits is one the queue itself failed to run, and is due now; jobs locked
 * under a name that no server bears were taken in the moment between a server's start and its registration.
 */
async function reviveQueue(engine: Engine): Promise<void> {
  await transaction(engine.pool, async (tx) => {
    const strays = await tx.query<{ pool: string }>(
      `select distinct locked_by as pool from graphile_worker.jobs j where locked_at < now() - interval '10 seconds'
       and not exists (select from aiops_jobs.instance i where i.pool_id = j.locked_by)`,
    );
    if (strays.rows.length)
      await tx.query("select graphile_worker.force_unlock_workers($1)", [strays.rows.map((row) => row.pool)]);
    const late = await tx.query(
      `select graphile_worker.reschedule_jobs(array(
         select id from graphile_worker.jobs where locked_at is null and run_at > now() + interval '2 seconds'
         and attempts < max_attempts), run_at => now())`,
    );
    if (strays.rows.length || late.rowCount) await nudge(tx);
  });
  await endHopeless(engine);
}

// A request that took the process down ten times would otherwise hold its concurrency key for ever.
async function endHopeless(engine: Engine): Promise<void> {
  await transaction(engine.pool, async (tx) => {
    const { rows } = await tx.query<{
      job_id: string;
      task_id: string;
      run_id: string;
      last_error: string | null;
    }>(
      `select j.id as job_id, t.id as task_id, t.run_id, j.last_error from graphile_worker.jobs j
       join aiops_jobs.task t on j.key = 'task:' || t.id where j.locked_at is null and j.attempts >= j.max_attempts`,
    );
    for (const row of rows) {
      const error = wireError(
        "InfrastructureError",
        row.last_error ?? "The server died in this step, time and again.",
      );
      await endRun(engine, tx, row.run_id, { status: "failed", error });
      await tx.query("select aiops_jobs.release($1, $2)", [row.task_id, engine.clock.now()]);
      await tx.query("select graphile_worker.complete_jobs(array[$1::bigint])", [row.job_id]);
    }
  });
}
