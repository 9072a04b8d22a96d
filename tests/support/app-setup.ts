import { ensureBuilt } from "../../server/runtime/build.mjs";
import { TEST_BUILD } from "./app";

/** Vitest's global setup for browser tests: the app, built from the sources as they are. */
export default async function setup(): Promise<void> {
  await ensureBuilt(TEST_BUILD);
}
