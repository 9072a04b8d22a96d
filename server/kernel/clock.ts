export type Clock = { now(): Date };

const systemClock: Clock = { now: () => new Date() };
const holder = globalThis as typeof globalThis & { aiopsClock?: Clock };

/** The process's clock. Routes and instrumentation are separate bundles, so it lives on `globalThis`. */
export const getClock = (): Clock => holder.aiopsClock ?? systemClock;

/** Replaces the clock, for tests and replays; `undefined` restores the system's. */
export function setClock(clock: Clock | undefined): void {
  holder.aiopsClock = clock;
}
