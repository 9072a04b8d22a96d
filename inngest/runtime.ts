import { serve } from "inngest/edge";
import { getClock, logger, onOutboxCommitted, uuidv7 } from "@/server/kernel";
import { APP_ID, inngest } from "./client";
import { functions } from "./functions";
import { Driver } from "./local/driver";
import { localDriver, localSigningKey, setLocalDriver, usesInngest } from "./process";
import { flushOutbox } from "./relay";
import { Resident } from "./resident";

export type Jobs = {
  /** `inngest` where a server runs the functions and calls them over HTTP. */
  engine: "local" | "inngest";
  stop(): Promise<void>;
};

const holder = globalThis as typeof globalThis & { aiopsJobs?: Promise<Jobs> };

export type JobsOptions = {
  /** Timers run only when asked for, for tests that move the clock. */
  manualTimers?: boolean;
};

/** Starts what runs jobs in this process, once: the local driver unless Inngest is configured, and the outbox's relay. */
export function startJobs(options: JobsOptions = {}): Promise<Jobs> {
  holder.aiopsJobs ??= start(options).catch((error) => {
    holder.aiopsJobs = undefined;
    throw error;
  });
  return holder.aiopsJobs;
}

/** The local driver's answers for the operators' page, readiness and metrics; null where Inngest runs the jobs. */
export const jobStatus = (): Pick<Driver, "listRuns" | "getRun" | "stats"> | null => localDriver() ?? null;

async function start(options: JobsOptions): Promise<Jobs> {
  // Nothing lives between requests there: requests flush after they have answered, and Cron ticks.
  if (process.env.VERCEL) return startOnVercel();
  const url = process.env.DATABASE_URL_UNPOOLED || process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set.");
  const driver = usesInngest() ? null : await startDriver(url, options);
  const resident = new Resident(url);
  onOutboxCommitted(resident.flush);
  await resident.start();
  return {
    engine: driver ? "local" : "inngest",
    stop: async () => {
      onOutboxCommitted(undefined);
      await resident.stop();
      await driver?.stop();
      setLocalDriver(undefined);
      holder.aiopsJobs = undefined;
    },
  };
}

async function startDriver(connectionString: string, options: JobsOptions): Promise<Driver> {
  const driver = new Driver({
    connectionString,
    appId: APP_ID,
    functions,
    handler: serve({ client: inngest, functions }),
    signingKey: localSigningKey(),
    newId: () => uuidv7(getClock().now()),
    clock: { now: () => getClock().now() },
    log: logger,
    ...options,
  });
  setLocalDriver(driver);
  try {
    await driver.start();
    return driver;
  } catch (error) {
    setLocalDriver(undefined);
    throw error;
  }
}

async function startOnVercel(): Promise<Jobs> {
  const { after } = await import("next/server");
  const flush = () => flushOutbox().catch((err) => logger.warn({ err }, "Events wait for the next tick."));
  onOutboxCommitted(() => {
    try {
      after(flush);
    } catch {
      // Outside of a request nothing keeps the function alive, so it is begun at once.
      void flush();
    }
  });
  return { engine: "inngest", stop: async () => onOutboxCommitted(undefined) };
}
