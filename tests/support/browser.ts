import { existsSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// No request of the browser's own leaves the machine, and none of its helpers needs what a container lacks.
const SWITCHES = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
];

/**
 * Launches Chromium without a window: the one `AIOPS_BROWSER` names, the system's, Playwright's, or else the one that
 * came through npm.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = systemBrowser();
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? [...SWITCHES, "--no-sandbox"] : SWITCHES;
  if (found) return chromium.launch({ executablePath: found, args });
  const packaged = (await import("@sparticuz/chromium")).default;
  return chromium.launch({
    executablePath: await unpack(() => packaged.executablePath()),
    args: [...new Set([...packaged.args, ...SWITCHES, "--no-sandbox"])],
  });
}

/** The packaged browser unpacks itself into the temporary folder, where another user's copy would be in the way. */
async function unpack(executablePath: () => Promise<string>): Promise<string> {
  const usual = process.env.TMPDIR;
  const own = join(tmpdir(), `aiops-browser-${userInfo().uid}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = own;
  try {
    return await executablePath();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
}

function systemBrowser(): string | undefined {
  if (process.env.AIOPS_BROWSER) return process.env.AIOPS_BROWSER;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const program of PROGRAMS) if (existsSync(join(folder, program))) return join(folder, program);
  }
  const applications = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  const own = chromium.executablePath();
  return [applications, own].find((path) => path && existsSync(path));
}
