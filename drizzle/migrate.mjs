import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const HERE = dirname(fileURLToPath(import.meta.url));
// Held by whoever migrates: the migrator itself takes no lock, and two servers may start at the same moment.
const MIGRATION_LOCK = "7305804402559542";

/**
 * Brings a database up to the newest migration: roles, tables, then the grants that follow from the tables. One process
 * at a time; a second one waits and finds nothing left to do.
 * @param {string} url The owner's address, straight to the server: a pooled one loses a session's lock.
 * @returns {Promise<{applied: number}>} how many migrations were applied now
 */
export async function migrate(url) {
  const client = new pg.Client({ connectionString: url, application_name: "aiops-migrate" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await makeRoles(client);
    const before = await appliedMigrations(client);
    await applyMigrations(drizzle(client), { migrationsFolder: join(HERE, "migrations") });
    const applied = (await appliedMigrations(client)) - before;
    await grantAccess(client, applied > 0);
    return { applied };
  } finally {
    await client.end();
  }
}

async function makeRoles(client) {
  const roles = read("roles.sql");
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(roles);
      return;
    } catch (error) {
      // Roles belong to the whole server, so another database of it may be changing the same rows.
      if (attempt === 10 || !/concurrently/.test(error.message)) throw error;
      await sleep(50 * attempt);
    }
  }
}

/** Applies the grants when tables or rules changed: it locks every table, which a server in use should not meet at each start. */
async function grantAccess(client, tablesChanged) {
  const rules = read("access.sql");
  const lists = JSON.stringify(JSON.parse(read("system-tables.json")));
  const digest = createHash("sha256").update(rules).update(lists).digest("hex");
  await client.query("create table if not exists drizzle.__access (digest text not null)");
  const { rows } = await client.query("select digest from drizzle.__access");
  if (!tablesChanged && rows[0]?.digest === digest) return;
  await client.query("begin");
  try {
    await client.query("select set_config('aiops.access', $1, true)", [lists]);
    await client.query(rules);
    await client.query("delete from drizzle.__access");
    await client.query("insert into drizzle.__access values ($1)", [digest]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function appliedMigrations(client) {
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as present",
  );
  if (!rows[0].present) return 0;
  const count = await client.query("select count(*)::int as count from drizzle.__drizzle_migrations");
  return count.rows[0].count;
}

function read(name) {
  return readFileSync(join(HERE, name), "utf8");
}
