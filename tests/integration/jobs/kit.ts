import { randomBytes } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { localOptions } from "@/inngest/client";
import { Driver, type DriverOptions } from "@/inngest/local/driver";
import { newSigningKey } from "@/inngest/local/signing-key";
import { uuidv7 } from "@/server/kernel";

/** A clock that moves only when told to. */
export class VirtualClock {
  private at: number;
  constructor(start = "2026-01-05T10:00:00.000Z") {
    this.at = new Date(start).getTime();
  }
  now = (): Date => new Date(this.at);
  set(at: Date): void {
    this.at = Math.max(this.at, at.getTime());
  }
}

export type Sent = { name: string; id?: string; data?: Record<string, unknown>; ts?: number };

export type Kit = {
  driver: Driver;
  inngest: Inngest;
  clock: VirtualClock;
  send(...events: Sent[]): Promise<string[]>;
  /** Sends events and waits until nothing is left to do at this moment of the clock. */
  run(...events: Sent[]): Promise<void>;
  /** Moves the clock, stopping at each timer on the way. */
  advance(ms: number): Promise<void>;
  runs(functionId?: string): ReturnType<Driver["listRuns"]>;
  stop(): Promise<void>;
};

// In order even within one millisecond, which here may last a whole test.
function orderedIds(clock: VirtualClock): () => string {
  let count = 0;
  const random = randomBytes(10);
  return () => {
    new DataView(random.buffer, random.byteOffset).setUint32(2, ++count);
    return uuidv7(clock.now(), random);
  };
}

const quiet = () => undefined;
const complain = (...args: unknown[]) => {
  // AIOPS_TEST_LOG=1 shows what the driver complains about.
  if (process.env.AIOPS_TEST_LOG) console.error(...args);
};
const silent = { debug: quiet, info: quiet, warn: complain, error: complain };
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A driver over functions made for one test, on a virtual clock unless the options say otherwise. */
export async function startKit(
  url: string,
  build: (inngest: Inngest) => InngestFunction.Any[],
  overrides: Partial<DriverOptions> = {},
  clock = new VirtualClock(),
): Promise<Kit> {
  const signingKey = newSigningKey();
  const holder: { driver?: Driver } = {};
  const fetch: typeof globalThis.fetch = (input, init) => holder.driver!.fetch(input, init);
  const inngest = new Inngest({
    id: "test",
    logger: silent,
    aiMetadata: false,
    ...localOptions(fetch, signingKey),
  });
  const functions = build(inngest);
  const driver = new Driver({
    connectionString: url,
    appId: "test",
    functions,
    handler: serve({ client: inngest, functions }),
    signingKey,
    newId: orderedIds(clock),
    clock,
    log: silent,
    manualTimers: true,
    ...overrides,
  });
  holder.driver = driver;
  await driver.start();

  const send = async (...events: Sent[]) =>
    driver.send(events.map((event) => ({ ...event, data: event.data ?? {} })));
  return {
    driver,
    inngest,
    clock,
    send,
    run: async (...events) => {
      if (events.length) await send(...events);
      await driver.runDue();
      await driver.idle();
    },
    advance: async (ms) => {
      const target = new Date(clock.now().getTime() + ms);
      for (;;) {
        await driver.idle();
        const next = await driver.nextDue();
        if (!next || next > target) break;
        clock.set(next);
        await driver.runDue();
      }
      clock.set(target);
    },
    runs: (functionId) => driver.listRuns(functionId ? { functionId } : {}),
    stop: () => driver.stop(),
  };
}
