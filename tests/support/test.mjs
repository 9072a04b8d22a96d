import { ensureBuilt } from "../../server/runtime/build.mjs";
import { ensureInstalled } from "../../server/runtime/install.mjs";
import { attempt, checkTypes, conclude, hasTests, lint, newTally, vitest } from "./steps.mjs";

// `npm test` runs everything but the slow files, `npm run test:full` the slow files (`*.full.test.ts`) and nothing else:
// the two together run each test once, and those that need the database a second time through Neon's driver. Paths given after `--` narrow a run to the files they match.
const startedAt = Date.now();
const isFull = process.argv.includes("--full");
const filters = process.argv.slice(2).filter((argument) => argument !== "--full");
const env = isFull ? { AIOPS_TEST_FULL: "1" } : {};

await ensureInstalled({ withDevelopment: true });
const tally = newTally();
if (!isFull) {
  if (filters.length === 0) {
    await lint(tally);
    await checkTypes(tally);
  }
  await vitest(tally, ["unit", "components", "architecture"], { filters });
}
if (hasTests("integration", { slow: isFull })) await vitest(tally, ["integration"], { env, filters });
// Once more through Neon's driver: the same tests, another way to the database.
if (isFull) await vitest(tally, ["integration"], { env: { AIOPS_TEST_DRIVER: "neon" }, filters });
if (hasTests("e2e", { slow: isFull })) {
  // Built here, so that a broken build is told once and in full.
  const isBuilt = await attempt(tally, "next build", () => ensureBuilt(".next-test"));
  if (isBuilt) await vitest(tally, ["e2e"], { env, filters });
}
process.exit(conclude(tally, startedAt));
