import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CHECKOUT, chooseDataDir } from "../../../server/runtime/data-dir.mjs";
import { joinPostgres } from "../../../server/runtime/postgres.mjs";
import { ensureSecrets } from "../../../server/runtime/secrets.mjs";

// Each test starts servers of its own, on a machine that other tests keep busy.
vi.setConfig({ testTimeout: 120_000 });

let home: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "aiops-runtime-"));
  chmodSync(home, 0o711);
  dataDir = join(home, "data");
  mkdirSync(dataDir);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  // Joining and leaving stops whatever server a test left behind.
  if (existsSync(join(dataDir, "postgres"))) await (await joinPostgres({ dataDir, throwaway: true })).leave();
  rmSync(home, { recursive: true, force: true });
});

const enter = () => joinPostgres({ dataDir, throwaway: true });

/** Another process that joins, says so, and leaves when its standard input ends. */
async function otherProcess(): Promise<{ child: ChildProcess; leave(): Promise<unknown> }> {
  const script = `
    import { joinPostgres } from ${JSON.stringify(join(CHECKOUT, "server/runtime/postgres.mjs"))};
    const server = await joinPostgres({ dataDir: ${JSON.stringify(dataDir)}, throwaway: true });
    console.log("joined");
    process.stdin.resume().once("end", async () => { console.log(JSON.stringify(await server.leave())); });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("joined");
  return {
    child,
    async leave() {
      child.stdin.end();
      return JSON.parse((await lines.next()).value ?? "null");
    },
  };
}

const serverPid = () =>
  Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const isStopped = () => !existsSync(join(dataDir, "postgres", "postmaster.pid"));

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded Postgres", () => {
  test("is made once and shared by processes that start together, and the last to leave stops it", async () => {
    const [one, two, mine] = await Promise.all([otherProcess(), otherProcess(), enter()]);
    expect(await one.leave()).toEqual({ stopped: false });
    expect(await ask(mine.url, "select current_database() as name")).toEqual([{ name: "aiops" }]);
    expect(await mine.leave()).toEqual({ stopped: false });
    expect(await two.leave()).toEqual({ stopped: true });
    expect(isStopped()).toBe(true);
  });

  test("is adopted by the next process when one was killed", async () => {
    const killed = await otherProcess();
    const pid = serverPid();
    killed.child.kill("SIGKILL");
    await once(killed.child, "exit");
    const mine = await enter();
    expect(mine).toMatchObject({ adopted: true, isNew: false });
    expect(serverPid()).toBe(pid);
    expect(await mine.leave()).toEqual({ stopped: true });
  });

  test("comes back with all that was committed after it was killed, under the same address", async () => {
    const reasons: string[] = [];
    const mine = await joinPostgres({ dataDir, onRestart: (reason) => reasons.push(reason) });
    await ask(mine.url, "create table kept as select 42 as answer");
    const pid = serverPid();
    process.kill(pid, "SIGKILL");
    const rows = await eventually(() => ask(mine.url, "select answer from kept"));
    expect(rows).toEqual([{ answer: 42 }]);
    expect(serverPid()).not.toBe(pid);
    expect(reasons).toHaveLength(1);
    expect(await mine.leave()).toEqual({ stopped: true });
  });

  test("is stopped by whoever leaves while it is started again", async () => {
    const { promise: restarting, resolve: onRestart } = deferred();
    const mine = await joinPostgres({ dataDir, onRestart });
    process.kill(serverPid(), "SIGKILL");
    await restarting;
    expect(await mine.leave()).toEqual({ stopped: true });
    expect(isStopped()).toBe(true);
  });

  test("starts over a lock file whose number belongs to another process by now", async () => {
    await (await enter()).leave();
    const lockFile = join(dataDir, "postgres", "postmaster.pid");
    writeFileSync(
      lockFile,
      `${process.pid}\n${join(dataDir, "postgres")}\n1\n5432\n${join(dataDir, "run")}\n`,
    );
    const mine = await enter();
    expect(mine.adopted).toBe(false);
    expect(await mine.leave()).toEqual({ stopped: true });
  });

  test("listens on no port and lets nobody else in", async () => {
    const mine = await enter();
    expect(await ask(mine.url, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
    const socketDir = new URL(mine.url).searchParams.get("host") ?? "";
    expect(statSync(socketDir).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, "postgres")).mode & 0o077).toBe(0);
    await mine.leave();
  });
});

describe("the data folder", () => {
  test("lies in the checkout, or where AIOPS_DATA_DIR says", () => {
    expect(chooseDataDir({}, home)).toEqual({ path: join(home, ".aiops") });
    expect(chooseDataDir({ AIOPS_DATA_DIR: join(home, "elsewhere") }, home)).toEqual({
      path: join(home, "elsewhere"),
    });
  });

  test("is refused with the variable's name when that folder cannot be used", () => {
    expect(() => chooseDataDir({ AIOPS_DATA_DIR: "/proc/aiops" }, home)).toThrow(
      /^AIOPS_DATA_DIR .*Name another folder/,
    );
  });

  test.runIf(process.getuid?.() === 0)("lies elsewhere, with a note, where root's helper may not go", () => {
    const locked = join(home, "locked");
    mkdirSync(locked, { mode: 0o700 });
    const chosen = chooseDataDir({}, locked);
    expect(chosen.path).not.toContain(locked);
    expect(chosen.note).toContain("nobody, who may not enter it");
    rmSync(chosen.path, { recursive: true });
  });
});

test("secrets are made once, readable by their owner only", () => {
  const made = ensureSecrets(dataDir);
  expect(Buffer.from(made.ENCRYPTION_KEY, "base64url")).toHaveLength(32);
  expect(ensureSecrets(dataDir)).toEqual(made);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
});

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
