import { type ClientOptions, Inngest } from "inngest";
import { logger } from "@/server/kernel";
import { localDriver, localSigningKey, usesInngest } from "./process";

export const APP_ID = "aiops";

/** Options by which a client's events stay in this process and its handler answers signed requests alone. */
export const localOptions = (fetch: typeof globalThis.fetch, signingKey: string) =>
  ({
    eventKey: "local",
    signingKey,
    isDev: false,
    baseUrl: "http://local.invalid",
    fetch,
  }) satisfies Partial<ClientOptions>;

const driverFetch: typeof globalThis.fetch = async (input, init) => {
  const driver = localDriver();
  if (!driver) throw new Error("The job driver of this process has not been started.");
  return driver.fetch(input, init);
};

function options(): Partial<ClientOptions> {
  if (!usesInngest()) return localOptions(driverFetch, localSigningKey());
  // A development server calls unsigned, so in production INNGEST_DEV is not believed.
  return process.env.NODE_ENV === "production" ? { isDev: false } : {};
}

/** The one client: functions are made by it, events are sent by the relay and by steps alone. */
export const inngest = new Inngest({ id: APP_ID, logger, aiMetadata: false, ...options() });
