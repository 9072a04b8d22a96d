import { spawn } from "node:child_process";
import { CHECKOUT } from "./data-dir.mjs";
import { environmentProblems } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { prepareDatabase, readEnvFiles } from "./prepare.mjs";

// `npm run admin -- …`: brings the database up when no server has, and hands the words to admin.ts. Standard output is left
// to the answer, so that scripts can read it.
let database;
let code = 1;
try {
  readEnvFiles();
  await ensureInstalled({ withDevelopment: false });
  database = await prepareDatabase(process.env, { onRestart: (reason) => console.error(reason) });
  const problems = environmentProblems(database.env);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  code = await run(database.env);
} catch (error) {
  console.error(error.message);
}
await database?.leave();
process.exit(code);

function run(env) {
  const shell = spawn(
    process.execPath,
    ["--import", "tsx", "server/runtime/admin.ts", ...process.argv.slice(2)],
    {
      cwd: CHECKOUT,
      stdio: "inherit",
      env: { LOG_LEVEL: "warn", APP_URL: publicAddress(env), ...env },
    },
  );
  // Ctrl-C reaches the shell by the terminal; this process stays to leave the database in order.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => shell.kill("SIGTERM"));
  return new Promise((resolve) => {
    shell.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    shell.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
}

/** The address under which `npm start` serves with the same variables, for links in answers. */
function publicAddress(env) {
  const host = env.HOST || "127.0.0.1";
  return (
    env.AUTH_URL || `http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${env.PORT || "3000"}`
  );
}
