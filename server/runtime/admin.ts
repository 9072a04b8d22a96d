import { DomainError, getDatabase } from "@/server/kernel";
import { parseAdminArguments, UsageError } from "./admin-arguments";
import { runAdminCommand } from "./admin-commands";

// Started by admin.mjs, which has brought the database up: one command, its answer as JSON on standard output.
try {
  const answer = await runAdminCommand(parseAdminArguments(process.argv.slice(2)));
  console.log(JSON.stringify(answer, null, 2));
} catch (error) {
  const isExpected = error instanceof DomainError || error instanceof UsageError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
await getDatabase()
  .pool.end()
  .catch(() => undefined);
