import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { createTestDatabase } from "@/tests/support/database";
import type { Sent } from "./kit";

const PROGRAM = fileURLToPath(new URL("./server-process.ts", import.meta.url));

export type Mark = { run: string; name: string; pid: number; at: Date };

/** Servers of their own on one database, to be killed. */
export class Servers {
  private readonly children = new Set<ChildProcess>();

  private constructor(
    private readonly url: string,
    readonly db: pg.Pool,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<Servers> {
    const database = await createTestDatabase();
    const db = new pg.Pool({ connectionString: database.url, max: 4 });
    db.on("error", () => undefined);
    await db.query(
      "create table mark (run text, name text, pid int, at timestamptz default clock_timestamp(), seq serial)",
    );
    return new Servers(database.url, db, database.drop);
  }

  /** Starts a server; resolves when it works. */
  async start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ["--import", "tsx", PROGRAM, this.url], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, NODE_ENV: "test", LOG_LEVEL: "silent" },
    });
    this.children.add(child);
    child.once("exit", () => this.children.delete(child));
    await this.line(child, "ready");
    return child;
  }

  async send(child: ChildProcess, ...events: Sent[]): Promise<void> {
    child.stdin?.write(`${JSON.stringify(events)}\n`);
    await this.line(child, "sent");
  }

  private async line(child: ChildProcess, expected: string): Promise<void> {
    const [chunk] = (await Promise.race([
      once(child.stdout!, "data"),
      once(child, "exit").then(() => Promise.reject(new Error(`The server ended before "${expected}".`))),
    ])) as [Buffer];
    if (!chunk.toString().includes(expected))
      throw new Error(`The server said ${chunk} instead of "${expected}".`);
  }

  async kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async marks(): Promise<Mark[]> {
    return (await this.db.query<Mark>("select run, name, pid, at from mark order by seq")).rows;
  }

  /** Waits for a mark; answers the process that made it. */
  async mark(run: string, name: string, timeoutMs = 20_000): Promise<number> {
    const found = await this.until(
      async () => (await this.marks()).find((one) => one.run === run && one.name === name),
      timeoutMs,
    );
    return found.pid;
  }

  async until<T>(find: () => Promise<T | undefined | false>, timeoutMs = 20_000): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = await find();
      if (found) return found;
      if (Date.now() > deadline) throw new Error("It does not come to pass.");
      await sleep(15);
    }
  }

  /** Until a run is pending in a step of this kind. */
  waits(op: string): Promise<true> {
    return this.until(async () => {
      const { rowCount } = await this.db.query(
        "select from aiops_jobs.step where op = $1 and state = 'pending'",
        [op],
      );
      return rowCount ? true : undefined;
    });
  }

  async runs(): Promise<Record<string, number>> {
    const { rows } = await this.db.query<{ status: string; count: number }>(
      "select status, count(*)::int as count from aiops_jobs.run group by 1",
    );
    return Object.fromEntries(rows.map((row) => [row.status, row.count]));
  }

  async close(): Promise<void> {
    await Promise.all([...this.children].map((child) => this.kill(child)));
    await this.db.end();
    await this.drop();
  }
}
