import { startTestDatabases } from "./database";

/** Vitest's global setup: one throwaway Postgres with a migrated template, whose address the workers inherit. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Two projects of one run share the server that the first of them started.
  if (process.env.AIOPS_TEST_SERVER) return undefined;
  const databases = await startTestDatabases();
  return () => databases.stop();
}
