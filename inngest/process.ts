import type { Driver } from "./local/driver";
import { newSigningKey } from "./local/signing-key";

// Routes and instrumentation are separate bundles: what a process has once lives on `globalThis`.
const holder = globalThis as typeof globalThis & { aiopsJobDriver?: Driver; aiopsJobSigningKey?: string };

/** The key by which this process knows its own driver's requests. It never leaves the process. */
export function localSigningKey(): string {
  holder.aiopsJobSigningKey ??= newSigningKey();
  return holder.aiopsJobSigningKey;
}

/** The local driver of this process, when it has one. */
export const localDriver = (): Driver | undefined => holder.aiopsJobDriver;

export function setLocalDriver(driver: Driver | undefined): void {
  holder.aiopsJobDriver = driver;
}

/** Whether functions run on an Inngest server rather than on the local driver. */
export const usesInngest = (env: NodeJS.ProcessEnv = process.env): boolean =>
  Boolean(env.INNGEST_EVENT_KEY || env.INNGEST_BASE_URL);
