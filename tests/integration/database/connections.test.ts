import pg from "pg";
import { expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import { getDatabase } from "@/server/kernel";
import { testDatabaseUrl } from "../../support/database";

// What a server does to us that restarts, or that closes what has idled too long. An uncaught error fails the run.

const open = () => createPool(testDatabaseUrl(), { max: 1, driver: getDatabase().driver });
const pidOf = async (client: { query(text: string): Promise<{ rows: Record<string, unknown>[] }> }) =>
  Number((await client.query("select pg_backend_pid() as pid")).rows[0]?.pid);

async function terminate(pid: number): Promise<void> {
  const owner = new pg.Client({ connectionString: testDatabaseUrl() });
  await owner.connect();
  await owner.query("select pg_terminate_backend($1, 5000)", [pid]);
  await owner.end();
  // The word of it travels to our side after the backend is gone.
  await new Promise((resolve) => setTimeout(resolve, 100));
}

it("replaces an idle connection that the server closed", async () => {
  const pool = open();
  const pid = await pidOf(pool);
  await terminate(pid);
  expect(await pidOf(pool)).not.toBe(pid);
  await pool.end();
});

it("fails the query of a connection that the server closed in use, and goes on with another", async () => {
  const pool = open();
  const client = await pool.connect();
  const pid = await pidOf(client);
  const sleeping = expect(client.query("select pg_sleep(60)")).rejects.toThrow();
  await terminate(pid);
  await sleeping;
  client.release(true);
  expect(await pidOf(pool)).not.toBe(pid);
  await pool.end();
});

it("survives a connection closed between the statements of a transaction", async () => {
  const pool = open();
  const client = await pool.connect();
  await client.query("begin");
  const pid = await pidOf(client);
  await terminate(pid);
  await expect(client.query("commit")).rejects.toThrow();
  client.release(true);
  expect(await pidOf(pool)).not.toBe(pid);
  await pool.end();
});
