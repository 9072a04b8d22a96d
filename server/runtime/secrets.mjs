import { randomBytes } from "node:crypto";
import { chownSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secrets of an embedded installation, made once: without them sessions and stored credentials would be lost at
 * every start. Operators of a hosted installation set them themselves.
 * @param {string} dataDir
 * @returns {{AUTH_SECRET: string, ENCRYPTION_KEY: string}}
 */
export function ensureSecrets(dataDir) {
  const path = join(dataDir, "secrets.json");
  const stored = read(path);
  if (stored) return stored;

  const made = {
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
  };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  // Root may start in a folder of another user, who must be able to start it later as well.
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dataDir);
    chownSync(draft, uid, gid);
  }
  try {
    // A link fails where the file exists, so of two processes that start together one wins and both read the same.
    linkSync(draft, path);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(path) ?? made;
}

function read(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { AUTH_SECRET, ENCRYPTION_KEY } = JSON.parse(text);
    if (AUTH_SECRET && ENCRYPTION_KEY) return { AUTH_SECRET, ENCRYPTION_KEY };
  } catch {
    // Falls through to the message below, which says what to do about a damaged file.
  }
  throw new Error(
    `${path} is damaged. Restore it from a backup: what was encrypted with it cannot be read without it.`,
  );
}
