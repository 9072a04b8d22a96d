import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type WorkerEvents } from "graphile-worker";
import type { InngestFunction } from "inngest";
import type pg from "pg";
import { announce } from "./announce";
import { bootstrap, openPool, prepared } from "./database";
import type { Clock, Engine, Log } from "./engine";
import type { IncomingEvent } from "./events";
import { executeTask } from "./execute";
import { accept, answerClient } from "./fetch";
import { readFunctions } from "./functions";
import { Instance } from "./instances";
import { prune } from "./retention";
import {
  getRun,
  listRuns,
  type RunDetail,
  type RunFilter,
  type RunSummary,
  type Stats,
  stats,
} from "./status";
import { TimerLoop } from "./timer-loop";
import { runDueTimers, scheduleCrons } from "./timer-work";
import { nextDue } from "./timers";

export type DriverOptions = {
  /** Straight to the server, not through a transaction pooler: the driver listens and holds a session lock. */
  connectionString: string;
  appId: string;
  functions: readonly InngestFunction.Any[];
  /** The SDK's `serve()` handler over the same functions, which checks `signingKey`. */
  handler(request: Request): Promise<Response>;
  signingKey: string;
  newId(): string;
  clock: Clock;
  log: Log;
  /** Requests made at once by this process. */
  workers?: number;
  /** Timers are not run by themselves: tests move the clock and call `runDue` or `advance`. */
  manualTimers?: boolean;
  backOffMs?(attempt: number): number;
  /** How often to look for servers that have gone. */
  reapMs?: number;
};

const REAP_MS = 15_000;
const PRUNE_MS = 600_000;
const STOP_MS = 10_000;

const defaultBackOffMs = (attempt: number): number => Math.min(2_000 * 3 ** attempt, 600_000);

/** Runs Inngest functions without an Inngest server: runs, steps and timers in Postgres, requests made in process. */
export class Driver {
  private readonly pool: pg.Pool;
  private readonly loop: TimerLoop;
  private readonly instance: Instance;
  private readonly intervals: NodeJS.Timeout[] = [];
  private runner: Runner | null = null;
  readonly engine: Engine;

  constructor(private readonly options: DriverOptions) {
    const workers = options.workers ?? 8;
    const functions = readFunctions(options.functions, options.appId);
    this.pool = openPool(options.connectionString, workers + 6);
    this.loop = new TimerLoop(() => this.engine);
    this.engine = {
      pool: this.pool,
      db: prepared(this.pool),
      clock: options.clock,
      log: options.log,
      functions,
      newId: options.newId,
      handler: options.handler,
      signingKey: options.signingKey,
      backOffMs: options.backOffMs ?? defaultBackOffMs,
      wakeAt: (at) => this.loop.wakeAt(at),
      announce: (tx, status, ended) => announce(this.engine, tx, status, ended),
    };
    this.instance = new Instance(this.engine, options.connectionString);
  }

  async start(): Promise<void> {
    await bootstrap(this.pool, this.options.connectionString);
    await scheduleCrons(this.engine);
    await this.instance.join();
    await this.work();
    await this.instance.reap();
    if (!this.options.manualTimers) this.loop.start();
    this.every(this.options.reapMs ?? REAP_MS, "Looking for dead servers failed.", () =>
      this.instance.reap(),
    );
    this.every(PRUNE_MS, "Forgetting old runs failed.", () => prune(this.engine));
  }

  private every(ms: number, complaint: string, work: () => Promise<unknown>): void {
    const interval = setInterval(() => work().catch((err) => this.engine.log.warn({ err }, complaint)), ms);
    interval.unref();
    this.intervals.push(interval);
  }

  private async work(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    let poolId = "";
    events.on("pool:create", ({ workerPool }) => {
      poolId = workerPool.id;
      this.instance.poolId = poolId;
    });
    this.runner = await run({
      pgPool: this.pool,
      concurrency: this.options.workers ?? 8,
      noHandleSignals: true,
      // Jobs are announced by NOTIFY and never scheduled ahead: polling is the net beneath a lost connection.
      pollInterval: 5_000,
      events,
      logger: new Logger(() => (level, message, meta) => {
        if (level === "error") this.engine.log.error({ detail: meta?.error }, message);
        else if (level === "warning") this.engine.log.warn({}, message);
      }),
      taskList: {
        aiops_task: (payload, helpers) =>
          executeTask(this.engine, {
            id: (payload as { task: number }).task,
            ours: { jobId: String(helpers.job.id), poolId },
          }),
      },
    });
    await this.instance.workAs(poolId);
  }

  /** For the Inngest client's `fetch`. */
  fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    answerClient(this.engine, input, init);

  send(events: IncomingEvent[]): Promise<string[]> {
    return accept(this.engine, events);
  }

  /** Runs the timers that are due by the clock; answers how many. */
  runDue(): Promise<number> {
    return runDueTimers(this.engine);
  }

  nextDue(): Promise<Date | null> {
    return nextDue(this.pool);
  }

  /** Resolves when no request is queued or under way, on any server of this database. */
  async idle(timeoutMs = 30_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const { rows } = await this.pool.query<{ busy: boolean }>(
        "select exists (select from aiops_jobs.task) as busy",
      );
      if (!rows[0]?.busy) return;
      if (Date.now() > deadline) throw new Error(`The jobs are not idle after ${timeoutMs} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  prune = (): Promise<number> => prune(this.engine);
  listRuns = (filter: RunFilter = {}): Promise<{ items: RunSummary[]; nextCursor: string | null }> =>
    listRuns(this.engine, filter);
  getRun = (id: string): Promise<RunDetail | null> => getRun(this.engine, id);
  stats = (): Promise<Stats> => stats(this.engine);

  /** Ends the work of this process, waiting a while for steps under way; what is left is taken over by the next. */
  async stop(): Promise<void> {
    for (const interval of this.intervals) clearInterval(interval);
    await this.loop.stop();
    const finished = await Promise.race([
      Promise.resolve(this.runner?.stop()).then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), STOP_MS).unref()),
    ]);
    await this.instance.leave(finished);
    if (finished) await this.pool.end();
  }
}
