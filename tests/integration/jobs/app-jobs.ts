import { localDriver } from "@/inngest/process";
import { flushOutbox } from "@/inngest/relay";
import { startJobs } from "@/inngest/runtime";
import { runDueSweeps } from "@/inngest/sweeps";
import { inSystem, setClock } from "@/server/kernel";
import { VirtualClock } from "./kit";

/** The app's own jobs, for tests of a whole flow: events leave the outbox, functions run, time moves when told to. */
export type AppJobs = {
  clock: VirtualClock;
  /** Waits until nothing is left to do at this moment of the clock: outbox, sweeps, requests. */
  settle(): Promise<void>;
  /** Moves the clock, stopping at each timer on the way. Sweeps run at the end of each stretch. */
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the jobs of the app on this worker's database and sets the process's clock. */
export async function startAppJobs(clock = new VirtualClock(new Date().toISOString())): Promise<AppJobs> {
  setClock(clock);
  const jobs = await startJobs({ manualTimers: true });
  const driver = localDriver();
  if (!driver)
    throw new Error("These tests need the local driver: unset INNGEST_EVENT_KEY and INNGEST_BASE_URL.");
  const isOutboxEmpty = async () => {
    const { rows } = await inSystem((tx) => tx.execute("select exists (select from outbox) as waits"));
    return rows[0]?.waits === false;
  };
  const settle = async () => {
    do {
      await flushOutbox();
      await runDueSweeps();
      await driver.runDue();
      await driver.idle();
    } while (!(await isOutboxEmpty()));
  };
  return {
    clock,
    settle,
    advance: async (ms) => {
      const target = new Date(clock.now().getTime() + ms);
      for (;;) {
        await settle();
        const next = await driver.nextDue();
        if (!next || next > target) break;
        clock.set(next);
      }
      clock.set(target);
      await settle();
    },
    stop: async () => {
      await jobs.stop();
      setClock(undefined);
    },
  };
}
