import {
  type ClientLike,
  createPool,
  type Driver,
  driverOf,
  handleOf,
  type PoolLike,
  type Tx,
} from "@/drizzle/client";
import { UnavailableError } from "./errors";
import { isUuid } from "./ids";

export type { Tx } from "@/drizzle/client";
export type Database = { pool: PoolLike; driver: Driver };

const holder = globalThis as typeof globalThis & { aiopsDatabase?: Database };

/** The process's pool, opened at first use from DATABASE_URL; on `globalThis` because bundles do not share modules. */
export function getDatabase(): Database {
  if (!holder.aiopsDatabase) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set.");
    holder.aiopsDatabase = { pool: createPool(url), driver: driverOf(url) };
  }
  return holder.aiopsDatabase;
}

/** Replaces the pool, for tests and benches; `undefined` opens a new one at the next use. */
export function setDatabase(database: Database | undefined): void {
  holder.aiopsDatabase = database;
}

const CONNECTION_LOST = new Set([
  "ECONNREFUSED",
  "ENOENT",
  "ECONNRESET",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
  "53300",
]);

/** The SQLSTATE or system code at the bottom of an error; drizzle wraps what the driver threw. */
export function databaseCode(error: unknown): string | undefined {
  for (
    let cause = error as { code?: unknown; cause?: unknown } | undefined, depth = 0;
    cause && depth < 5;
    depth++
  ) {
    if (typeof cause.code === "string") return cause.code;
    cause = cause.cause as typeof cause;
  }
  return undefined;
}

async function connect(database: Database): Promise<ClientLike> {
  try {
    return await database.pool.connect();
  } catch (cause) {
    throw Object.assign(new UnavailableError("The database cannot be reached. Try again shortly."), {
      cause,
    });
  }
}

async function transaction<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const database = getDatabase();
  const client = await connect(database);
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(handleOf(client, database.driver));
    await client.query("commit");
    return result;
  } catch (cause) {
    const lost = CONNECTION_LOST.has(databaseCode(cause) ?? "");
    // A failed rollback means the connection is gone; the server has rolled back already.
    await client.query("rollback").catch(() => {
      broken = true;
    });
    if (lost)
      throw Object.assign(new UnavailableError("The database went away. Try again shortly."), { cause });
    throw cause;
  } finally {
    client.release(broken);
  }
}

// Role and organization travel with `begin` in one message: a transaction costs two round trips beside its own work.
const opening = (role: string, organizationId: string) =>
  `begin; select set_config('role','${role}',true), set_config('app.organization_id','${organizationId}',true), set_config('max_parallel_workers_per_gather','0',true)`;

/** One transaction as the app's role, confined by row-level security to one organization. */
export function inOrganization<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!isUuid(organizationId)) throw new Error("An organization's id is a UUID.");
  return transaction(opening("aiops_app", organizationId), work);
}

/** One transaction as the system's role: sign-in, keys, relay, sweeps. It sees no alert and no incident. */
export const inSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(opening("aiops_system", ""), work);

/** Retries work that lost a deadlock or a serialization race; anything else is thrown at once. */
export async function retryingDeadlocks<T>(work: () => Promise<T>, tries = 4): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = databaseCode(error);
      if (attempt >= tries || (code !== "40P01" && code !== "40001")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt));
    }
  }
}
