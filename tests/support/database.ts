import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../../drizzle/migrate.mjs";
import { joinPostgres } from "../../server/runtime/postgres.mjs";

const TEMPLATE = "template_aiops";
const FOLDER = "aiops-test-";

/** An own database on the test server. */
export type TestDatabase = { url: string; name: string; drop(): Promise<void> };

/**
 * Starts a throwaway Postgres in a temporary folder and migrates the template that every test database is cloned from.
 * Sets `AIOPS_TEST_SERVER`, which child processes inherit.
 */
export async function startTestDatabases(): Promise<{ stop(): Promise<void> }> {
  await removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER));
  mkdirSync(join(dataDir, "data"), { mode: 0o711 });
  chmodSync(dataDir, 0o711);
  writeFileSync(join(dataDir, "owner"), String(process.pid));
  const server = await joinPostgres({ dataDir: join(dataDir, "data"), throwaway: true });
  const stop = async () => {
    delete process.env.AIOPS_TEST_SERVER;
    await server.leave();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.AIOPS_TEST_SERVER = server.url;
    await asOwner((client) => client.query(`create database ${TEMPLATE}`));
    await migrate(urlOf(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** The database of this worker, as set up before its test file. */
export function testDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("This test needs a database: put it under tests/integration or tests/e2e.");
  return url;
}

/** Makes a migrated, empty database for one test or file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await clone(name);
  return {
    name,
    url: urlOf(name),
    drop: () =>
      asOwner((client) => client.query(`drop database if exists ${name} with (force)`)).then(() => undefined),
  };
}

/** Makes the database of this worker, or finds the one an earlier file of the same worker used. */
export async function workerDatabase(): Promise<string> {
  const name = `worker_${process.env.VITEST_POOL_ID ?? "0"}`;
  const present = await asOwner((client) =>
    client.query("select 1 from pg_database where datname = $1", [name]),
  );
  if (present.rowCount === 0) await clone(name);
  return urlOf(name);
}

async function clone(name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await asOwner((client) => client.query(`create database ${name} template ${TEMPLATE}`));
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === "42P04") return;
      // The template is busy for a moment while another worker clones it.
      if (code !== "55006" || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const server = process.env.AIOPS_TEST_SERVER;
  if (!server)
    throw new Error("No test server runs: start tests by vitest with the project integration or e2e.");
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Stops and removes servers of test runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    if (!entry.startsWith(FOLDER)) continue;
    const folder = join(tmpdir(), entry);
    try {
      const owner = Number(readFileSync(join(folder, "owner"), "utf8"));
      if (isRunning(owner)) continue;
      const lockFile = join(folder, "data", "postgres", "postmaster.pid");
      if (existsSync(lockFile)) {
        const server = await joinPostgres({ dataDir: join(folder, "data"), throwaway: true });
        await server.leave();
      }
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or a run that is starting has not written its number yet.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
