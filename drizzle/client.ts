import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import WebSocketClient from "ws";

/** A drizzle handle inside a transaction. Neon's driver has the same API and result shape, so one type spans both. */
export type Tx = Omit<NodePgDatabase, "transaction" | "$client">;

export type PoolLike = {
  connect(): Promise<ClientLike>;
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
  end(): Promise<void>;
};
export type ClientLike = {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
  release(destroy?: boolean | Error): void;
};

export type Driver = "pg" | "neon";

/** Neon's hosts speak over a WebSocket from serverless functions; everything else over Postgres' own protocol. */
export const driverOf = (url: string): Driver =>
  process.env.DATABASE_DRIVER === "neon" || /\.neon\.tech(:\d+)?\//.test(url) ? "neon" : "pg";

// timestamptz with milliseconds and dates arrive as JavaScript Dates, bigint counts as numbers: a count never passes 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function createPool(url: string, options: { max?: number; driver?: Driver } = {}): PoolLike {
  const max = options.max ?? Number(process.env.DATABASE_POOL_MAX ?? 10);
  const pool = (options.driver ?? driverOf(url)) === "neon" ? neonPool(url, max) : pgPool(url, max);
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same of a connection in use, or one still being closed: its query fails and says so.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool as unknown as PoolLike;
}

const pgPool = (url: string, max: number): pg.Pool =>
  new pg.Pool({ connectionString: url, max, application_name: "aiops" });

function neonPool(url: string, max: number): pg.Pool {
  // Node 20 has no WebSocket of its own.
  if (!neonConfig.webSocketConstructor && typeof WebSocket === "undefined")
    neonConfig.webSocketConstructor = WebSocketClient;
  // Its class derives from pg's, in a copy of its own with types of its own.
  return new NeonPool({ connectionString: url, max }) as unknown as pg.Pool;
}

const handles = new WeakMap<ClientLike, Tx>();

/** The drizzle handle of one connection, made once per connection. */
export function handleOf(client: ClientLike, driver: Driver): Tx {
  let handle = handles.get(client);
  if (!handle) {
    const make = (driver === "neon" ? drizzleNeon : drizzlePg) as typeof drizzlePg;
    handle = make(client as unknown as pg.PoolClient, { casing: "snake_case" });
    handles.set(client, handle);
  }
  return handle;
}
