import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuilt, NEXT } from "./build.mjs";
import { CHECKOUT } from "./data-dir.mjs";
import { environmentProblems } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { prepareDatabase, readEnvFiles } from "./prepare.mjs";

const USAGE = `npm start            runs AIOps: installs, migrates and builds what is needed, then serves
npm start -- --empty  the same, without the demo on an empty database
npm run dev           serves from the sources, rebuilding as they change`;
const READY_TIMEOUT_MS = 90_000;
// Jobs finish their current step, then the server its requests; after that nothing is worth waiting for.
const STOP_TIMEOUT_MS = 15_000;

const steps = {};
const startedAt = performance.now();
let lastAt = startedAt;
const step = (name) => {
  const now = performance.now();
  steps[name] = Math.round(now - lastAt);
  lastAt = now;
};

/** What has to be undone when this process ends, newest first. */
const undo = [];
let ending;
let preparing;

function end(code) {
  ending ??= (async () => {
    // A database that is being started can be left only once it is there.
    await preparing?.catch(() => {});
    for (const action of undo.reverse()) {
      try {
        await action();
      } catch (error) {
        console.error(error.message);
      }
    }
    process.exit(code);
  })();
  return ending;
}

function fail(message) {
  console.error(`\n${message}`);
  return end(1);
}

async function main() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node 20.19 or newer is needed, this is ${process.version}.`);
  const flags = new Set(process.argv.slice(2));
  const isDevelopment = flags.delete("--dev");
  const isEmpty = flags.delete("--empty");
  if (flags.size > 0) {
    console.log(USAGE);
    return process.exit(flags.has("--help") || flags.has("-h") ? 0 : 1);
  }

  // Whoever reads our words may stop listening (`npm start | head`); that is no reason to end.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  let interrupts = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupts += 1;
      if (interrupts === 1) {
        console.error("\nStopping …");
        void end(0);
      } else if (signal === "SIGINT" && interrupts === 3) process.exit(130);
    });
  }

  readEnvFiles();
  const host = process.env.HOST || "127.0.0.1";
  const port = process.env.PORT || "3000";
  // Before anything slow, so that a wrong value is told at once; the secrets of the embedded database come later.
  const soon = { DATABASE_URL: "postgres://embedded/aiops", ...made(process.env), ...process.env };
  reject(environmentProblems(soon));
  await requireFreePort(host, Number(port));

  await ensureInstalled({ withDevelopment: isDevelopment });
  step("install");
  if (ending) return;
  preparing = prepareDatabase(process.env, {
    onRestart: (reason) => console.error(reason),
    onStep: step,
  }).then((ready) => {
    undo.push(ready.leave);
    return ready;
  });
  const database = await preparing;
  if (ending) return;
  reject(environmentProblems(database.env));

  if (!isDevelopment) await ensureBuilt();
  step("build");
  if (ending) return;

  const hasDemo = Boolean(database.dataDir) && !isEmpty;
  const address = `http://${host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
  const server = serve({
    command: isDevelopment ? "dev" : "start",
    host,
    port,
    env: {
      // In a terminal the few lines below should stay in sight.
      ...(process.stdout.isTTY ? { LOG_LEVEL: "warn" } : {}),
      ...database.env,
      HOST: host,
      PORT: port,
      APP_URL: database.env.APP_URL || database.env.AUTH_URL || address,
      NODE_ENV: isDevelopment ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      AIOPS_DEMO: hasDemo ? "1" : "",
    },
  });
  undo.push(() => stop(server, isDevelopment));
  await untilReady(server, address);
  step("server");
  if (ending) return;
  server.once("exit", (code, signal) => {
    if (!ending) void fail(`The server ended by itself (${signal ?? code}).`);
  });

  console.log(greeting({ address, database, hasDemo }));
  if (process.env.AIOPS_TIMINGS === "1") {
    console.log(JSON.stringify({ ...steps, total: Math.round(performance.now() - startedAt) }));
  }
}

/** The secrets that the embedded database brings along, so that a first look does not ask for them. */
function made(env) {
  return env.DATABASE_URL
    ? {}
    : { AUTH_SECRET: "0".repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString("base64") };
}

function reject(problems) {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function greeting({ address, database, hasDemo }) {
  const lines = [`\nAIOps listens on ${address}`];
  if (database.dataDir) {
    const inCheckout = relative(CHECKOUT, database.dataDir);
    lines.push(`Its data lies in ${inCheckout.startsWith("..") ? database.dataDir : inCheckout}`);
    if (database.note) lines.push(`  (${database.note})`);
  } else lines.push("Its data lies in the database of DATABASE_URL");
  lines.push(
    hasDemo
      ? "Open the address in a browser: look around the demo with one click, or sign up to make your own organization."
      : "Open the address in a browser and sign up to make your organization.",
  );
  lines.push("Ctrl-C stops it.");
  return lines.join("\n");
}

async function requireFreePort(host, port) {
  const probe = createServer();
  probe.listen(port, host);
  try {
    await once(probe, "listening");
  } catch (error) {
    if (error.code === "EADDRINUSE")
      throw new Error(
        `PORT: ${port} on ${host} is in use by another program. Stop it, or set PORT to another number.`,
      );
    if (error.code === "EACCES")
      throw new Error(`PORT: this user may not listen on ${port}. Set PORT to 1024 or more.`);
    throw new Error(
      `HOST: cannot listen on ${host} (${error.code}). Set HOST to an address of this machine, 127.0.0.1 or 0.0.0.0.`,
    );
  }
  probe.close();
  await once(probe, "close");
}

function serve({ command, host, port, env }) {
  const server = spawn(process.execPath, [NEXT, command, "-H", host, "-p", port], {
    cwd: CHECKOUT,
    env,
    // Its own session: Ctrl-C reaches only us, and we stop jobs, server and database in that order.
    detached: true,
    // The channel tells the server when we are gone, however that happened.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  // Next's own greeting would say the same twice, and before it is true.
  server.stdout.on("data", (chunk) =>
    process.stdout.write(command === "dev" ? chunk : withoutGreeting(String(chunk))),
  );
  return server;
}

function withoutGreeting(text) {
  return text.replace(/^[ \t]*(?:▲ Next\.js|✓ (?:Ready|Running next)|- (?:Local|Network):).*\n+/gm, "");
}

async function untilReady(server, address) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let answer = "it did not answer";
  while (Date.now() < deadline) {
    if (ending) return;
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error("The server ended before it was ready.");
    try {
      const response = await fetch(`${address}/api/ready`, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
      answer = await response.text();
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`The server was not ready after ${READY_TIMEOUT_MS / 1000} s: ${answer}`);
}

/** Lets the jobs finish their step, then the server its requests, and insists after a while. */
async function stop(server, isDevelopment) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, "exit");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_TIMEOUT_MS);
  if (server.connected && !isDevelopment) server.send({ type: "aiops:stop" }, () => {});
  else server.kill("SIGTERM");
  await exited;
  clearTimeout(timer);
}

main().catch((error) => fail(error.message));
