import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../server/runtime/build.mjs";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";
import { ensureInstalled } from "../../server/runtime/install.mjs";

// `npm run bench [name] [-- options]` runs tests/bench/<name>.bench.ts, or all of them. A bench begins with a comment that
// says what it needs: `// needs: database`, `// needs: database, app`, or nothing. With `database` it finds DATABASE_URL of an
// empty, migrated database on a Postgres of its own (durable as in production); with `app` the app is built into .next-test,
// and `startApp` of tests/support/app.ts starts it. It prints its figures by `figure` of tests/bench/figure.ts, one JSON line each.
const HERE = join(CHECKOUT, "tests", "bench");
const SUFFIX = ".bench.ts";

function benches() {
  return readdirSync(HERE)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .sort();
}

function needsOf(path) {
  const said = /^\/\/ needs: (.+)$/m.exec(readFileSync(path, "utf8"))?.[1] ?? "";
  return said.split(",").map((word) => word.trim());
}

async function runOne(name, options) {
  const path = join(HERE, `${name}${SUFFIX}`);
  const needs = needsOf(path);
  if (needs.includes("app")) await ensureBuilt(".next-test");
  const database = needs.includes("database") || needs.includes("app") ? await startDatabase() : undefined;
  try {
    return await run(path, options, database?.env ?? {});
  } finally {
    await database?.stop();
  }
}

async function startDatabase() {
  const { joinPostgres } = await import("../../server/runtime/postgres.mjs");
  const { migrate } = await import("../../drizzle/migrate.mjs");
  const home = mkdtempSync(join(tmpdir(), "aiops-bench-"));
  chmodSync(home, 0o711);
  const dataDir = join(home, "data");
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o711);
  const server = await joinPostgres({ dataDir });
  const stop = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await migrate(server.url);
    // The same variables as under test, so that the helpers of tests/support clone databases from a template here as well.
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: server.url.replace("/aiops?", "/postgres?") });
    await client.connect();
    await client.query("create database template_aiops template aiops");
    await client.end();
    return { stop, env: { DATABASE_URL: server.url, AIOPS_TEST_SERVER: server.url, AIOPS_EMBEDDED: "1" } };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(path, options, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", path, ...options], {
      cwd: CHECKOUT,
      stdio: "inherit",
      env: {
        AUTH_SECRET: "a secret that only benches use, long enough",
        ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
        LOG_LEVEL: "warn",
        ...process.env,
        NODE_ENV: "production",
        ...env,
      },
    });
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", pass);
    process.on("SIGTERM", pass);
    child.once("close", (code) => {
      process.off("SIGINT", pass);
      process.off("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}

const [given, ...rest] = process.argv.slice(2);
const isName = given !== undefined && !given.startsWith("-");
const options = isName ? rest : process.argv.slice(2);
const names = isName ? [given] : benches();
if (isName && !existsSync(join(HERE, `${given}${SUFFIX}`))) {
  console.error(`There is no bench ${given}. There are: ${benches().join(", ") || "none yet"}.`);
  process.exit(1);
}
let code = 0;
try {
  await ensureInstalled({ withDevelopment: true });
  for (const name of names) code = (await runOne(name, options)) || code;
} catch (error) {
  console.error(error.message);
  code = 1;
}
process.exit(code);
