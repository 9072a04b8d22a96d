import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";

const bin = (...path) => join(CHECKOUT, "node_modules", ...path);
const ARTIFACTS = join(CHECKOUT, "tests", ".artifacts");

/** What all steps of a run found. */
export function newTally() {
  return { passed: 0, failed: [], skipped: [], files: [] };
}

/** Formatting and lint of everything. */
export function lint(tally) {
  return countOne(tally, "biome", [bin("@biomejs", "biome", "bin", "biome"), "ci", "--colors=off", "."]);
}

/** Types of everything, tests included. */
export async function checkTypes(tally) {
  // Next writes the types of routes and of imported styles, which a fresh clone does not have.
  const types = await run([bin("next", "dist", "bin", "next"), "typegen"], { quiet: true });
  if (types.code !== 0) return count(tally, "next typegen", types);
  return countOne(tally, "tsc", [bin("typescript", "bin", "tsc"), "--noEmit", "-p", "."]);
}

/** Runs projects of vitest.config.ts and counts their tests. */
export async function vitest(tally, projects, { env = {}, filters = [] } = {}) {
  const name = projects.join("-");
  const report = join(ARTIFACTS, `${name}.json`);
  mkdirSync(ARTIFACTS, { recursive: true });
  rmSync(report, { force: true });
  heading(projects.join(", "));
  const args = [bin("vitest", "vitest.mjs"), "run", ...projects.flatMap((project) => ["--project", project])];
  args.push("--reporter=default", "--reporter=./tests/support/reporter.mjs", ...filters);
  if (filters.length > 0) args.push("--passWithNoTests");
  const { code } = await run(args, { env: { ...env, AIOPS_TEST_REPORT: report } });
  const failed = [];
  for (const file of readReport(report, name, code, failed)) {
    tally.files.push({ path: file.path, ms: file.ms });
    const troubles = [...file.errors, ...file.suiteErrors].map(
      (message) => `${file.path}: ${message.split("\n")[0]}`,
    );
    for (const test of file.tests) {
      if (test.state === "passed") tally.passed += 1;
      else if (test.state === "failed") failed.push(`${file.path}: ${test.name}`);
      // What a broken file or suite kept from running is not skipped: its trouble is told.
      else if (troubles.length === 0) tally.skipped.push(`${file.path}: ${test.name}`);
    }
    failed.push(...troubles);
  }
  if (code !== 0 && failed.length === 0) failed.push(`${name}: an error outside of the tests (exit ${code})`);
  tally.failed.push(...failed);
}

function readReport(report, name, code, failed) {
  try {
    const { files, errors } = JSON.parse(readFileSync(report, "utf8"));
    failed.push(...errors.map((message) => `${name}: ${message.split("\n")[0]}`));
    return files;
  } catch {
    failed.push(`${name}: ended (${code}) without a result`);
    return [];
  }
}

/** Whether a folder of tests holds any, slow ones (`*.full.test.ts`) or the others. */
export function hasTests(folder, { slow = false } = {}) {
  const home = join(CHECKOUT, "tests", folder);
  if (!existsSync(home)) return false;
  return readdirSync(home, { recursive: true }).some(
    (path) => path.endsWith(".test.ts") && path.endsWith(".full.test.ts") === slow,
  );
}

/** Counts an action as one test. */
export async function attempt(tally, name, action) {
  heading(name);
  try {
    await action();
    tally.passed += 1;
    return true;
  } catch (error) {
    console.error(error.message);
    tally.failed.push(`${name}: ${error.message.split("\n")[0]}`);
    return false;
  }
}

/** Prints what was found; the last line is `N passed, N failed`. Returns the exit code. */
export function conclude(tally, startedAt) {
  const slowest = tally.files.sort((a, b) => b.ms - a.ms).slice(0, 10);
  if (slowest.length > 0) console.log("\nSlowest files:");
  for (const { path, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${path}`);
  for (const name of tally.skipped) console.log(`Skipped: ${name}`);
  for (const name of tally.failed) console.log(`Failed: ${name}`);
  console.log(
    `\n${Math.round((Date.now() - startedAt) / 1000)} s${tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : ""}`,
  );
  console.log(`${tally.passed} passed, ${tally.failed.length} failed`);
  return tally.failed.length === 0 && tally.passed > 0 ? 0 : 1;
}

async function countOne(tally, name, args) {
  heading(name);
  count(tally, name, await run(args));
}

function count(tally, name, { code, output }) {
  if (code === 0) {
    tally.passed += 1;
    return;
  }
  if (output) console.error(output);
  tally.failed.push(`${name} (exit ${code})`);
}

function heading(text) {
  console.log(`\n── ${text}`);
}

function run(args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: CHECKOUT,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
