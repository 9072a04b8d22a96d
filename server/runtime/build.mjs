import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CHECKOUT } from "./data-dir.mjs";
import { showProgress } from "./progress.mjs";

const SOURCES = ["app", "components", "drizzle", "inngest", "public", "server"];
const SINGLE_FILES = /^(package-lock\.json|tsconfig\.json|instrumentation\.ts|(next|postcss)\.config\.\w+)$/;
const NOT_BUILT = /(\.test\.tsx?|\.md)$/;
const STAMP = "aiops-build.json";

/** The program of Next, started as itself: through npx the process would not be the server's. */
export const NEXT = join(CHECKOUT, "node_modules", "next", "dist", "bin", "next");

/**
 * Builds the app into a folder, unless the build there was made from the sources as they are.
 * @param {string} distDir relative to the checkout
 * @returns {Promise<boolean>} whether it was built now
 * @throws with the end of the build's output
 */
export async function ensureBuilt(distDir = process.env.NEXT_DIST_DIR || ".next") {
  if (isCurrent(distDir)) return false;
  const unlock = await lock(`.next-lock-${distDir.replace(/\W/g, "")}`);
  try {
    // Another process may have built while this one waited.
    if (isCurrent(distDir)) return false;
    await build(distDir);
    return true;
  } finally {
    unlock();
  }
}

async function build(distDir) {
  const digest = sourcesDigest();
  const stamp = join(CHECKOUT, distDir, STAMP);
  rmSync(stamp, { force: true });
  const done = showProgress("Building the app (about a minute, only after a change)");
  const { code, output } = await run(distDir);
  done(code === 0);
  if (code !== 0) throw new Error(`The build failed:\n${output.trimEnd().split("\n").slice(-60).join("\n")}`);
  writeFileSync(stamp, `${JSON.stringify({ digest })}\n`);
}

function run(distDir) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [NEXT, "build"], {
      cwd: CHECKOUT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_DIST_DIR: distDir,
        NEXT_TELEMETRY_DISABLED: "1",
        CI: "1",
      },
    });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-50_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    const kill = () => child.kill();
    process.once("exit", kill);
    child.once("close", (code) => {
      process.off("exit", kill);
      resolve({ code: code ?? 1, output });
    });
  });
}

function isCurrent(distDir) {
  try {
    const { digest } = JSON.parse(readFileSync(join(CHECKOUT, distDir, STAMP), "utf8"));
    return digest === sourcesDigest();
  } catch {
    return false;
  }
}

/** A hash over the names and contents of everything the build reads. */
function sourcesDigest() {
  const hash = createHash("sha256").update(process.version.split(".")[0]);
  const singles = readdirSync(CHECKOUT).filter((name) => SINGLE_FILES.test(name));
  const nested = SOURCES.filter((name) => existsSync(join(CHECKOUT, name))).flatMap((name) =>
    readdirSync(join(CHECKOUT, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(CHECKOUT.length + 1)),
  );
  for (const path of [...singles, ...nested].sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(CHECKOUT, path)));
  }
  return hash.digest("hex");
}

/** A folder as a lock, because making one either succeeds or fails; one left by a killed process is taken over. */
async function lock(name) {
  const folder = join(CHECKOUT, name);
  const owner = join(folder, "owner");
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(owner, String(process.pid));
      const unlock = () => rmSync(folder, { recursive: true, force: true });
      process.once("exit", unlock);
      return unlock;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isHeld(owner)) rmSync(folder, { recursive: true, force: true });
    else await sleep(500);
  }
}

function isHeld(owner) {
  try {
    process.kill(Number(readFileSync(owner, "utf8")), 0);
    return true;
  } catch (error) {
    if (error.code === "EPERM") return true;
    // Whoever made the folder a moment ago has not written its number yet.
    return (
      error.code === "ENOENT" &&
      Date.now() - (statSync(dirname(owner), { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000
    );
  }
}
