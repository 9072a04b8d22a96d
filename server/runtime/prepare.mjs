import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, chooseDataDir } from "./data-dir.mjs";
import { ensureSecrets } from "./secrets.mjs";

/**
 * Reads the checkout's `.env` files; what the environment says already stays as it is.
 */
export function readEnvFiles() {
  for (const name of [".env.local", ".env"]) {
    const path = join(CHECKOUT, name);
    if (existsSync(path)) process.loadEnvFile(path);
  }
}

/**
 * Gets a database ready, the configured or the embedded one, and the environment that a server or the operator's shell
 * needs to use it.
 * @param {NodeJS.ProcessEnv} given
 * @param {{onRestart?: (reason: string) => void, onStep?: (name: string) => void}} [hooks]
 * @returns {Promise<{env: NodeJS.ProcessEnv, dataDir?: string, note?: string, leave: () => Promise<unknown>}>}
 */
export async function prepareDatabase(given, { onRestart, onStep = () => {} } = {}) {
  const { migrate } = await import("../../drizzle/migrate.mjs");
  if (given.DATABASE_URL) {
    await migrate(given.DATABASE_URL_UNPOOLED || given.DATABASE_URL).catch(
      explain("The database of DATABASE_URL"),
    );
    onStep("migrate");
    return { env: { ...given }, leave: async () => {} };
  }

  const { path: dataDir, note } = chooseDataDir(given);
  const { joinPostgres } = await import("./postgres.mjs");
  const server = await joinPostgres({ dataDir, onRestart });
  onStep("postgres");
  try {
    await migrate(server.url).catch(explain("The embedded database"));
    onStep("migrate");
    const env = {
      ...ensureSecrets(dataDir),
      ...withoutClientSettings(given),
      DATABASE_URL: server.url,
      AIOPS_EMBEDDED: "1",
    };
    return { env, dataDir, note, leave: server.leave };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/** Settings of the user for other databases (PGHOST, PGSSLMODE) would be mixed into the embedded one's address. */
function withoutClientSettings(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => !/^PG[A-Z]/.test(name) && value !== ""),
  );
}

function explain(what) {
  return (error) => {
    throw new Error(`${what} could not be migrated: ${error.cause?.message || error.message || error.code}`);
  };
}
