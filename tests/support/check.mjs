import { ensureInstalled } from "../../server/runtime/install.mjs";
import { checkTypes, conclude, lint, newTally, vitest } from "./steps.mjs";

// `npm run check`: what needs no database and no build, for the minute between two edits.
const startedAt = Date.now();
await ensureInstalled({ withDevelopment: true });
const tally = newTally();
await lint(tally);
await checkTypes(tally);
await vitest(tally, ["unit", "components", "architecture"]);
process.exit(conclude(tally, startedAt));
