import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this checkout. */
export const CHECKOUT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const NOBODY = 65534;
const isRoot = () => process.getuid?.() === 0;

/**
 * Who the database server runs as, as options for `spawn`.
 * Postgres refuses to run as root, so root hands it to the owner of the data, else to nobody.
 * @param {string} postgresDir
 * @returns {{uid?: number, gid?: number}}
 */
export function serverIdentity(postgresDir) {
  if (!isRoot()) return {};
  if (existsSync(postgresDir)) {
    const { uid, gid } = statSync(postgresDir);
    if (uid !== 0) return { uid, gid };
  }
  return { uid: NOBODY, gid: NOBODY };
}

/**
 * Whether `identity` can pass through every parent of a folder and into it.
 * Asked of the kernel by doing it, because modes alone do not tell about access lists and mounts.
 * @param {string} folder
 * @param {{uid?: number, gid?: number}} identity
 */
export function canEnter(folder, identity) {
  const probe = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    ...identity,
    cwd: "/",
    stdio: "ignore",
  });
  return probe.status === 0;
}

/** Says why a folder cannot hold the data, or undefined when it can; an unusable folder made here is removed again. */
function whyUnusable(folder) {
  const existed = existsSync(folder);
  try {
    if (!existed) {
      makeFolder(folder);
      // The umask may have taken entry away.
      chmodSync(folder, 0o711);
    }
    const reason = tryOut(folder);
    if (reason && !existed) rmdirSync(folder);
    return reason;
  } catch (error) {
    return ["EACCES", "EPERM", "EROFS"].includes(error.code)
      ? "this user may not write there"
      : error.message;
  }
}

/** Node's own recursive mkdir never returns on file systems that make no folders, such as /proc. */
function makeFolder(folder) {
  const parent = dirname(folder);
  if (!existsSync(parent)) makeFolder(parent);
  mkdirSync(folder);
}

function tryOut(folder) {
  if (!isRoot() && process.getuid && statSync(folder).uid !== process.getuid())
    return "it belongs to another user";
  const probe = join(folder, `probe-${process.pid}`);
  mkdirSync(probe, { mode: 0o700 });
  const isPrivate = (statSync(probe).mode & 0o077) === 0;
  rmdirSync(probe);
  if (!isPrivate) return "its file system keeps no file modes";
  if (!canEnter(folder, serverIdentity(join(folder, "postgres")))) {
    return "root runs Postgres as the user nobody, who may not enter it";
  }
  return undefined;
}

/**
 * Where this checkout keeps its data: `AIOPS_DATA_DIR`, else `.aiops` in the checkout, else a folder of the user.
 * @param {Record<string, string | undefined>} env
 * @param {string} checkout
 * @returns {{path: string, note?: string}} the folder, made if missing, and why it is not the usual one
 * @throws when no folder can be used
 */
export function chooseDataDir(env = process.env, checkout = CHECKOUT) {
  if (env.AIOPS_DATA_DIR) {
    const path = resolve(env.AIOPS_DATA_DIR);
    const reason = whyUnusable(path);
    if (reason)
      throw new Error(`AIOPS_DATA_DIR (${path}) cannot hold the data: ${reason}. Name another folder.`);
    return { path };
  }
  const usual = join(checkout, ".aiops");
  const reason = whyUnusable(usual);
  if (!reason) return { path: usual };

  const name = `${basename(checkout)}-${createHash("sha256").update(checkout).digest("hex").slice(0, 8)}`;
  const shares = isRoot()
    ? ["/var/lib/aiops", "/var/tmp/aiops"]
    : [
        join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "aiops"),
        join(tmpdir(), `aiops-${process.getuid?.() ?? "user"}`),
      ];
  for (const share of shares) {
    const path = join(share, name);
    if (!whyUnusable(path)) return { path, note: `${usual} cannot hold the data: ${reason}` };
  }
  throw new Error(`No folder can hold the data: ${usual}: ${reason}. Set AIOPS_DATA_DIR to one that can.`);
}
