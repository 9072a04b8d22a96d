import { createHash } from "node:crypto";
import { makeWorkerUtils } from "graphile-worker";
import pg from "pg";
import { FUNCTIONS, REQUESTS, TABLES } from "./schema";

/** A connection or a pool: what a statement can be sent to. */
export type Queryable = {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<R>>;
};
export type { Pool } from "pg";

const names = new Map<string, string>();

// Statements are a fixed set, so each is planned once per connection.
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `aiops_${createHash("sha1").update(text).digest("hex").slice(0, 16)}`;
    names.set(text, name);
  }
  return name;
}

/** Sends statements with parameters as prepared ones. */
export const prepared = (target: pg.Pool | pg.ClientBase): Queryable => ({
  query: (text, values) => (values ? target.query({ text, values, name: nameOf(text) }) : target.query(text)),
});

/** JSON for a jsonb column, which takes everything but the character NUL. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  if (!json.includes("\\u0000")) return json;
  return JSON.stringify(value, (_, part) =>
    typeof part === "string" ? part.replaceAll("\0", "\ufffd") : part,
  );
}

const BOOTSTRAP_LOCK = "7305804402559543";

/** Connects as the engine's own role; a session lock and LISTEN need a server, not a transaction pooler, behind it. */
const options = (connectionString: string) => ({
  connectionString,
  options: "-c role=aiops_jobs",
  application_name: "aiops-jobs",
});

export function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ ...options(connectionString), max });
  // A connection that the server closes is replaced at the next use; without listeners it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export const openClient = (connectionString: string): pg.Client => new pg.Client(options(connectionString));

const RETRYABLE = new Set(["40P01", "40001"]);

/** One transaction; a lost deadlock is tried again, so `work` may change nothing but the database. */
export function transaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return retryingDeadlocks(async () => {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query("begin");
      const result = await work(prepared(client));
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  });
}

/** Tries again what lost a deadlock. A statement that stands alone needs no more than this. */
export async function retryingDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      if (!RETRYABLE.has(code) || attempt >= 8) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 4 * 2 ** attempt * (0.5 + Math.random())));
  }
}

/** Creates what is missing, one process at a time; a database that has it all is only read. */
export async function bootstrap(pool: pg.Pool, connectionString: string): Promise<void> {
  const fingerprint = createHash("sha256")
    .update(TABLES)
    .update(FUNCTIONS)
    .update(REQUESTS)
    .digest("hex")
    .slice(0, 16);
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [BOOTSTRAP_LOCK]);
    const found = await client.query<{ missing: boolean; comment: string | null }>(
      `select to_regnamespace('aiops_jobs') is null or to_regnamespace('graphile_worker') is null as missing,
         obj_description(to_regnamespace('aiops_jobs'), 'pg_namespace') as comment`,
    );
    if (found.rows[0]?.missing) await createSchemas(connectionString);
    await migrateQueue(pool);
    if (found.rows[0]?.comment === fingerprint) return;
    await client.query(
      `begin; ${TABLES} ${FUNCTIONS} ${REQUESTS} comment on schema aiops_jobs is '${fingerprint}'; commit`,
    );
  } finally {
    // Closed rather than returned: the lock goes with the session, whatever state an error left it in.
    client.release(true);
  }
}

// As the database's owner, so that the engine's role needs no right to create anything outside of its two schemas.
async function createSchemas(connectionString: string): Promise<void> {
  const owner = new pg.Client({ connectionString, application_name: "aiops-jobs" });
  await owner.connect();
  try {
    for (const schema of ["aiops_jobs", "graphile_worker"])
      await owner.query(`create schema if not exists ${schema} authorization aiops_jobs`);
  } finally {
    await owner.end();
  }
}

// The queue's own migrations begin by creating its schema, for which our role has no right: its first table is made here.
const QUEUE_MIGRATIONS = `create table if not exists graphile_worker.migrations (
  id int primary key, ts timestamptz default now() not null, breaking boolean not null default false)`;

async function migrateQueue(pool: pg.Pool): Promise<void> {
  await pool.query(QUEUE_MIGRATIONS);
  const utils = await makeWorkerUtils({ pgPool: pool });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
  }
}
