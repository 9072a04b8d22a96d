import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./data-dir.mjs";
import { showProgress } from "./progress.mjs";

/**
 * Installs what the lock file names and node_modules lacks.
 * @param {{withDevelopment: boolean}} options whether the packages for tests are needed too
 * @returns {Promise<boolean>} whether anything had to be installed
 * @throws when npm fails
 */
export async function ensureInstalled({ withDevelopment }) {
  const lock = readPackages(join(CHECKOUT, "package-lock.json"));
  const installed = readPackages(join(CHECKOUT, "node_modules", ".package-lock.json"));
  if (isCurrent(lock, installed, withDevelopment)) return false;

  // Whoever has the packages for tests keeps them: `npm ci` starts from an empty folder.
  const hadDevelopment = Object.entries(installed).some(([path, entry]) => entry.dev && lock[path]?.dev);
  const all = withDevelopment || hadDevelopment;
  const expected = topLevel(
    Object.keys(lock).filter((path) => isForHere(lock[path]) && (all || !lock[path].dev)),
  );
  const done = showProgress("Installing packages", () => {
    const present = topLevel(folders().map((name) => `node_modules/${name}`));
    return `${Math.min(present, expected)} of about ${expected}`;
  });
  const args = ["ci", "--no-audit", "--no-fund", all ? "--include=dev" : "--omit=dev"];
  const { code, output } = await runNpm(args);
  done(code === 0);
  if (code !== 0)
    throw new Error(`npm ${args.join(" ")} failed:\n${output.trimEnd().split("\n").slice(-30).join("\n")}`);
  return true;
}

/**
 * Whether what is installed satisfies the lock file, by versions; optional packages may be missing.
 * Times of files say nothing: a clone writes the lock file when it likes.
 */
export function isCurrent(lock, installed, withDevelopment) {
  return Object.entries(lock).every(([path, wanted]) => {
    if (path === "" || wanted.link || wanted.optional || wanted.devOptional) return true;
    if (wanted.dev && !withDevelopment) return true;
    return installed[path]?.version === wanted.version;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw new Error(`${path} cannot be read: ${error.message}`);
  }
}

/** Packages of other systems stand in the lock file too, and npm leaves them out. */
function isForHere({ os, cpu, libc }) {
  const fits = (list, own) =>
    !list || list.includes(own) || (list[0]?.startsWith("!") && !list.includes(`!${own}`));
  return fits(os, process.platform) && fits(cpu, process.arch) && !libc?.includes("musl");
}

function topLevel(paths) {
  return paths.filter((path) => path.lastIndexOf("node_modules/") === 0).length;
}

/** npm makes all folders at once and fills them one by one. */
function folders() {
  const home = join(CHECKOUT, "node_modules");
  try {
    const names = readdirSync(home).flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(home, name)).map((inner) => `${name}/${inner}`) : [name],
    );
    return names.filter((name) => existsSync(join(home, name, "package.json")));
  } catch {
    return [];
  }
}

function runNpm(args) {
  // npm names its own program to the scripts it runs; the one found by name may be another.
  const script = process.env.npm_execpath;
  const isNpm = script?.endsWith("npm-cli.js");
  const [command, ...first] = isNpm ? [process.execPath, script] : ["npm"];
  return new Promise((resolve) => {
    const npm = spawn(command, [...first, ...args], { cwd: CHECKOUT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    npm.stdout.on("data", keep);
    npm.stderr.on("data", keep);
    npm.once("error", (error) => resolve({ code: 1, output: error.message }));
    const kill = () => npm.kill();
    process.once("exit", kill);
    npm.once("close", (code) => {
      process.off("exit", kill);
      resolve({ code: code ?? 1, output });
    });
  });
}
