import journal from "@/drizzle/migrations/meta/_journal.json";
import { getDatabase } from "@/server/kernel";
import { jobsState } from "./status";

export type Readiness = {
  ready: boolean;
  checks: { database: "ok" | "unreachable"; migrations: "ok" | "missing" | "unknown"; jobs: string };
};

const DATABASE_TIMEOUT_MS = 3_000;

/** Whether this process can do its work: the database answers, its tables are as this version expects, jobs run. */
export async function readiness(): Promise<Readiness> {
  const jobs = jobsState();
  const applied = await appliedMigrations();
  const migrations = applied === undefined ? "unknown" : applied < journal.entries.length ? "missing" : "ok";
  return {
    ready: migrations === "ok" && (jobs === "running" || jobs === "external"),
    checks: { database: applied === undefined ? "unreachable" : "ok", migrations, jobs },
  };
}

/** The number of applied migrations, or undefined when the database cannot be asked. */
async function appliedMigrations(): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DATABASE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([countMigrations(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function countMigrations(): Promise<number | undefined> {
  try {
    const { rows } = await getDatabase().pool.query(
      "select count(*)::int as count from drizzle.__drizzle_migrations",
    );
    return Number(rows[0]?.count);
  } catch (error) {
    // 42P01: the database answers and has never been migrated.
    return (error as { code?: string }).code === "42P01" ? 0 : undefined;
  }
}
