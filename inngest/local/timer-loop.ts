import type { Engine } from "./engine";
import { runDueTimers } from "./timer-work";
import { nextDue } from "./timers";

const LONGEST_MS = 500;

/** Runs timers as they fall due. Timers other servers set are found within half a second. */
export class TimerLoop {
  private timeout: NodeJS.Timeout | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;
  private working: Promise<void> | null = null;
  private again = false;
  private stopped = true;

  constructor(private readonly engine: () => Engine) {}

  start(): void {
    this.stopped = false;
    this.schedule(0);
  }

  /** Something falls due at this time: sleep no longer than that. */
  wakeAt(at: Date): void {
    if (this.stopped) return;
    const waitMs = at.getTime() - this.engine().clock.now().getTime();
    if (waitMs > LONGEST_MS || Date.now() + waitMs >= this.wakesAt) return;
    this.schedule(Math.max(0, waitMs));
  }

  private schedule(ms: number): void {
    clearTimeout(this.timeout);
    this.wakesAt = Date.now() + ms;
    this.timeout = setTimeout(() => this.run(), ms);
  }

  private run(): void {
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.pass().finally(() => {
      this.working = null;
    });
  }

  private async pass(): Promise<void> {
    const engine = this.engine();
    let waitMs = LONGEST_MS;
    try {
      do {
        this.again = false;
        await runDueTimers(engine);
      } while (this.again && !this.stopped);
      const next = await nextDue(engine.db);
      if (next) waitMs = Math.min(LONGEST_MS, Math.max(0, next.getTime() - engine.clock.now().getTime()));
    } catch (error) {
      if (!this.stopped)
        engine.log.warn({ err: error }, "Job timers could not be read; tried again shortly.");
    }
    if (!this.stopped) this.schedule(waitMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timeout);
    await this.working;
  }
}
