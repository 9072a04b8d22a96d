import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { NEXT } from "../../server/runtime/build.mjs";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";
import { createTestDatabase } from "./database";
import { freePort } from "./ports";

/** Tests build into a folder of their own, so that they never replace files under a running `npm start`. */
export const TEST_BUILD = ".next-test";

export const TEST_AUTH_SECRET = "a secret that only tests use, long enough";

const READY_TIMEOUT_MS = 60_000;
const LOG_BYTES = 200_000;

export type RunningApp = {
  url: string;
  port: number;
  databaseUrl: string;
  pid: number;
  /** What the server printed so far, its newest end. */
  output(): string;
  /** Ends the server as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends the server with SIGKILL, as a crash does; the database stays. */
  kill(): Promise<void>;
};

export type AppOptions = {
  /** Variables besides the usual ones; an empty value unsets. */
  env?: Record<string, string>;
  /** A database to use, of a killed server for instance; without it a fresh one is made, and dropped at `stop`. */
  databaseUrl?: string;
  port?: number;
};

/** Starts the built app on a free port of 127.0.0.1 and waits until `/api/ready` says so. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const database = options.databaseUrl ? undefined : await createTestDatabase();
  const databaseUrl = options.databaseUrl ?? (database?.url as string);
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_DIST_DIR: TEST_BUILD,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    APP_URL: url,
    AUTH_SECRET: TEST_AUTH_SECRET,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    AIOPS_EMBEDDED: "1",
    LOG_LEVEL: "warn",
    ...options.env,
  };
  // What tells modules that they are under test would change what is tested.
  for (const name of Object.keys(env)) if (name.startsWith("VITEST") || env[name] === "") delete env[name];

  const child = spawn(process.execPath, [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: CHECKOUT,
    env,
    // The channel ends the server when the test's process is gone, however that happened.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output = (output + chunk).slice(-LOG_BYTES);
    });
  }
  const app: RunningApp = {
    url,
    port,
    databaseUrl,
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      await end(child, () => child.send({ type: "aiops:stop" }));
      await database?.drop();
    },
    async kill() {
      await end(child, () => child.kill("SIGKILL"));
    },
  };
  try {
    await untilReady(child, url);
  } catch (error) {
    await app.kill();
    await database?.drop();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
  return app;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let answer = "it never answered";
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error("The app ended before it was ready:");
    try {
      const response = await fetch(`${url}/api/ready`);
      if (response.ok) return;
      answer = await response.text();
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`The app was not ready after ${READY_TIMEOUT_MS / 1000} s: ${answer}`);
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  const insist = setTimeout(() => child.kill("SIGKILL"), 15_000);
  how();
  await exited;
  clearTimeout(insist);
}
