import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { canEnter, serverIdentity } from "./data-dir.mjs";
import { FinalError, programsFor } from "./postgres-programs.mjs";
import { isAlive, isRunningWith, signal } from "./processes.mjs";

const DATABASE = "aiops";
// Shared by every process of ours that uses the server; whoever gets it alone is the last and stops the server.
const PRESENCE_LOCK = "7305804402559541";
// With the process's number behind it, the name of the connection that holds the lock.
const PRESENT = "aiops present ";
const DEAD_HOLDER_MS = 5_000;
// The kernel allows 108 bytes including the closing zero, and Postgres appends the name of the socket.
const SOCKET_PATH_BYTES = 107 - "/.s.PGSQL.5432".length;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const LEAVE_TIMEOUT_MS = 10_000;

const SETTINGS = {
  listen_addresses: "",
  port: "5432",
  unix_socket_permissions: "0700",
  max_connections: "150",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  jit: "off",
  log_checkpoints: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** What a server for tests runs with besides: its data need not survive a crash of the machine. */
const THROWAWAY_SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "300",
};

/**
 * Joins the Postgres server of a data folder: makes, starts or adopts it, whoever started it, and holds it open until
 * `leave`. The last process to leave stops it. A server that dies meanwhile is started again at the same address.
 * @param {{dataDir: string, throwaway?: boolean, onRestart?: (reason: string) => void}} options
 * @returns {Promise<{url: string, isNew: boolean, adopted: boolean, leave: () => Promise<{stopped: boolean}>}>}
 * @throws with a message that says what to do
 */
export async function joinPostgres({ dataDir, throwaway = false, onRestart = () => {} }) {
  const pg = (await import("pg")).default;
  const place = { dataDir, throwaway, postgresDir: join(dataDir, "postgres") };
  const isNew = !existsSync(join(place.postgresDir, "PG_VERSION"));
  let present = await becomePresent(pg, place);
  const { adopted, socketDir } = present;
  let leaving = false;
  let giveUpAt = 0;
  /** While the server is started again; whoever leaves waits for it, or nobody would stop the new server. */
  let returning = Promise.resolve();

  const comeBack = async () => {
    onRestart("The embedded Postgres went away; starting it again.");
    try {
      present = await becomePresent(pg, { ...place, socketDir }, () => leaving && Date.now() > giveUpAt);
      watch();
    } catch (error) {
      onRestart(`The embedded Postgres could not be started again: ${error.message}`);
    }
  };
  const watch = () => {
    present.client.on("error", () => {});
    present.client.once("end", () => {
      if (!leaving) returning = comeBack();
    });
  };
  watch();

  return {
    url: connectionUrl(socketDir, DATABASE),
    isNew,
    adopted,
    async leave() {
      leaving = true;
      giveUpAt = Date.now() + LEAVE_TIMEOUT_MS;
      await returning;
      return leave(present, place);
    },
  };
}

/**
 * The address of a database of a server that listens on a socket in a folder.
 * @param {string} socketDir
 * @param {string} database
 */
export function connectionUrl(socketDir, database) {
  return `postgres://postgres@localhost:5432/${database}?host=${encodeURIComponent(socketDir)}`;
}

async function becomePresent(pg, place, isGivenUp = () => false) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = runningServer(place.postgresDir);
    let client;
    try {
      const socketDir = running ? running.socketDir : await startServer(place);
      client = new pg.Client({
        host: socketDir,
        port: 5432,
        user: "postgres",
        database: "postgres",
        ssl: false,
        application_name: `${PRESENT}${process.pid}`,
      });
      client.on("error", () => {});
      await client.connect();
      // Waits while the last process before us is stopping the server, which then ends this connection.
      await client.query("select pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`).catch(ignoreDuplicate);
      return { client, socketDir, pid: runningServer(place.postgresDir)?.pid, adopted: Boolean(running) };
    } catch (error) {
      await client?.end().catch(() => {});
      if (error instanceof FinalError || isGivenUp() || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

function ignoreDuplicate(error) {
  // Another process may have created the database between our look and our statement.
  if (!["42P04", "23505"].includes(error.code)) throw error;
}

/**
 * Whether nobody else is present. A process that was killed holds its lock until the server has read the end of its
 * connection; without a short wait for those the server would stay with nobody to stop it.
 */
async function isLast(client) {
  const deadline = Date.now() + DEAD_HOLDER_MS;
  for (;;) {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as alone", [PRESENCE_LOCK]);
    if (rows[0].alone) return true;
    const others = await client.query(
      "select application_name as name from pg_stat_activity where starts_with(application_name, $1) and pid <> pg_backend_pid()",
      [PRESENT],
    );
    const isAnyAlive = others.rows.some(({ name }) => isAlive(Number(name.slice(PRESENT.length))));
    if (isAnyAlive || Date.now() > deadline) return false;
    await sleep(20);
  }
}

async function leave(present, place) {
  const { client, pid } = present;
  try {
    await client.query("select pg_advisory_unlock_shared($1)", [PRESENCE_LOCK]);
    if (!pid || !(await isLast(client))) return { stopped: false };
    await stopServer(pid, place);
    return { stopped: true };
  } catch {
    // The server is gone already or went while we asked; there is nothing left to stop.
    return { stopped: false };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Ends a server by its fast shutdown: open transactions are rolled back, everything committed is written. */
async function stopServer(pid, place) {
  signal(pid, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      signal(pid, "SIGQUIT");
      throw new Error(
        `Postgres (process ${pid}) did not stop; see ${join(place.postgresDir, "server.log")}.`,
      );
    }
    await sleep(20);
  }
}

/** The live server of a data folder, as its lock file tells, or undefined. */
function runningServer(postgresDir) {
  const lockFile = join(postgresDir, "postmaster.pid");
  let lines;
  try {
    lines = readFileSync(lockFile, "utf8").split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw new FinalError(
      `Cannot read ${lockFile}: ${error.message}. Start as the user who owns it, or set AIOPS_DATA_DIR.`,
    );
  }
  const pid = Number(lines[0]);
  const socketDir = lines[4];
  if (!pid || !isRunningWith(pid, postgresDir)) {
    // After a crash the number may belong to another process by now, and Postgres would then refuse to start.
    if (pid && isAlive(pid)) rmSync(lockFile, { force: true });
    return undefined;
  }
  return socketDir ? { pid, socketDir } : undefined;
}

async function startServer(place) {
  const { postgresDir, dataDir } = place;
  const identity = serverIdentity(postgresDir);
  const native = programsFor(dataDir, identity);
  if (!existsSync(join(postgresDir, "PG_VERSION"))) initialize(place, native, identity);
  requireSameMajor(postgresDir, native);

  const socketDir = place.socketDir ?? makeSocketDir(dataDir, identity);
  const settings = {
    ...SETTINGS,
    ...(place.throwaway ? THROWAWAY_SETTINGS : {}),
    // Quoted, because Postgres reads a list here and a folder's name may hold a comma or a space.
    unix_socket_directories: `"${socketDir}"`,
  };
  const args = [
    "-D",
    postgresDir,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openLog(join(postgresDir, "server.log"), identity);
  const server = spawn(join(native, "bin", "postgres"), args, {
    ...identity,
    // Its own session, so that Ctrl-C in the terminal reaches us and not the server, which we stop in order.
    detached: true,
    cwd: "/",
    env: serverEnvironment(),
    stdio: ["ignore", log.fd, log.fd],
  });
  closeSync(log.fd);
  server.unref();

  let exited;
  server.once("exit", (code, signalName) => {
    exited = code ?? signalName;
  });
  server.once("error", (error) => {
    exited = error.message;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isReady(postgresDir, server.pid)) {
    if (exited !== undefined) {
      const said = log.tail();
      // Another process of ours may have been faster, or orphans of a killed server still hold its memory.
      const isPassing = /lock file|shared memory|already in use/.test(said);
      throw new (isPassing ? Error : FinalError)(`Postgres did not start (${exited}):\n${said}`);
    }
    if (Date.now() > deadline)
      throw new FinalError(`Postgres is not ready after ${START_TIMEOUT_MS / 1000} s:\n${log.tail()}`);
    await sleep(15);
  }
  return socketDir;
}

function isReady(postgresDir, pid) {
  try {
    const lines = readFileSync(join(postgresDir, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

function openLog(path, { uid, gid }) {
  const isLarge = existsSync(path) && statSync(path).size > 5_000_000;
  const fd = openSync(path, isLarge ? "w" : "a", 0o600);
  if (uid !== undefined) chownSync(path, uid, gid);
  const start = isLarge || !existsSync(path) ? 0 : statSync(path).size;
  return {
    fd,
    tail: () =>
      readFileSync(path).subarray(start).toString("utf8").trimEnd().split("\n").slice(-12).join("\n"),
  };
}

/** The environment of the server: none of the caller's own settings for clients, and messages that we can read. */
function serverEnvironment() {
  const env = { LC_ALL: "C", TZ: "UTC" };
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith("PG") && !name.startsWith("LC_") && !(name in env)) env[name] = value;
  }
  return env;
}

/** Makes the data folder beside its place and moves it there whole, so that an interrupted start leaves none in halves. */
function initialize({ dataDir, postgresDir, throwaway }, native, identity) {
  for (const name of readdirSync(dataDir)) {
    const draftOf = /^postgres-draft-(\d+)$/.exec(name);
    if (draftOf && !isAlive(Number(draftOf[1])))
      rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const draft = join(dataDir, `postgres-draft-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (identity.uid !== undefined) chownSync(draft, identity.uid, identity.gid);
  const args = ["-D", draft, "-U", "postgres", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"];
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  if (throwaway) args.push("--no-sync");
  const made = spawnSync(join(native, "bin", "initdb"), args, {
    ...identity,
    cwd: "/",
    env: serverEnvironment(),
    encoding: "utf8",
  });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new FinalError(
      `Postgres could not make its data folder: ${made.error?.message ?? `${made.stdout}${made.stderr}`.trim()}`,
    );
  }
  try {
    renameSync(draft, postgresDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
  }
}

function requireSameMajor(postgresDir, native) {
  const data = readFileSync(join(postgresDir, "PG_VERSION"), "utf8").trim();
  const version = execFileSync(join(native, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  const server = /(\d+)\./.exec(version)?.[1];
  if (data === server) return;
  throw new FinalError(
    `The data in ${postgresDir} was written by Postgres ${data}, this version of AIOps brings Postgres ${server}. ` +
      "Move the folder away to start empty, or upgrade it with pg_upgrade.",
  );
}

/** A private folder for the socket: in the data folder where its path is short enough, else in the temporary one. */
function makeSocketDir(dataDir, { uid = process.getuid(), gid = process.getgid() }) {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const candidates = [join(dataDir, "run"), join(tmpdir(), `aiops-${name}`), `/tmp/aiops-${name}`];
  for (const path of candidates) {
    if (Buffer.byteLength(path) > SOCKET_PATH_BYTES || path.includes('"')) continue;
    try {
      mkdirSync(path, { mode: 0o700 });
      chownSync(path, uid, gid);
      chmodSync(path, 0o700);
    } catch (error) {
      if (error.code !== "EEXIST") continue;
    }
    const found = lstatSync(path);
    // Whoever made this folder could reach the database through it, so one made by somebody else is not used.
    if (
      found.isDirectory() &&
      found.uid === uid &&
      (found.mode & 0o077) === 0 &&
      canEnter(path, { uid, gid })
    )
      return path;
  }
  throw new FinalError(
    `No folder for the database's socket has a path short enough: set AIOPS_DATA_DIR to a shorter one.`,
  );
}
