import pg from "pg";
import { logger } from "@/server/kernel";
import { flushOutbox } from "./relay";
import { runDueSweeps } from "./sweeps";

const OUTBOX_TICK_MS = 15_000;
const SWEEP_TICK_MS = 5_000;
const MAX_RETRY_MS = 60_000;

/** Keeps outbox and sweeps moving in a process that lives: told by NOTIFY, and by ticks beneath it as a net. */
export class Resident {
  private readonly intervals: NodeJS.Timeout[] = [];
  private listener: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;

  constructor(private readonly connectionString: string) {}

  async start(): Promise<void> {
    await this.listen();
    this.intervals.push(setInterval(() => this.flush(), OUTBOX_TICK_MS));
    this.intervals.push(
      setInterval(() => {
        runDueSweeps().catch((err) => logger.warn({ err }, "Due work could not be read."));
      }, SWEEP_TICK_MS),
    );
    for (const interval of this.intervals) interval.unref();
    this.flush();
  }

  /** Sends what waits; when the job engine cannot be reached, tries again after ever longer pauses. */
  flush = (): void => {
    if (this.stopped) return;
    clearTimeout(this.retry);
    flushOutbox().then(
      () => {
        this.failures = 0;
      },
      (err) => {
        if (this.stopped) return;
        const waitMs = Math.min(MAX_RETRY_MS, 500 * 2 ** this.failures++);
        logger.warn({ err, waitMs }, "Events could not be handed to the job engine; tried again.");
        this.retry = setTimeout(this.flush, waitMs);
        this.retry.unref();
      },
    );
  };

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: "aiops-relay",
    });
    this.listener = client;
    client.on("notification", () => this.flush());
    client.on("error", () => undefined);
    client.on("end", () => this.relisten());
    await client.connect();
    await client.query("listen outbox");
  }

  private relisten(): void {
    if (this.stopped) return;
    setTimeout(() => {
      if (this.stopped) return;
      this.listen().then(this.flush, () => this.relisten());
    }, 1_000).unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    for (const interval of this.intervals) clearInterval(interval);
    await this.listener?.end().catch(() => undefined);
    await flushOutbox().catch(() => undefined);
  }
}
