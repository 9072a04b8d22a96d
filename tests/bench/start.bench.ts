// needs: nothing
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/ports";
import { figure } from "./figure";

// A newcomer's first and second `npm start`, in a fresh clone of what is committed here.
const home = mkdtempSync(join(tmpdir(), "aiops-start-"));
const clone = join(home, "clone");

async function run(command: string, args: string[], cwd: string): Promise<void> {
  const [code] = await once(spawn(command, args, { cwd, stdio: "ignore" }), "exit");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}.`);
}

/** Starts, waits for the line of timings, stops as Ctrl-C does. */
async function start(): Promise<Record<string, number>> {
  const child = spawn(process.execPath, ["server/runtime/start.mjs", "--empty"], {
    cwd: clone,
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(await freePort()),
      AIOPS_TIMINGS: "1",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const timings = await new Promise<Record<string, number>>((resolve, reject) => {
    child.once("exit", () => reject(new Error(output)));
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
        const line = output.split("\n").find((text) => text.startsWith("{"));
        if (line?.endsWith("}")) resolve(JSON.parse(line));
      });
  });
  child.removeAllListeners("exit");
  const exited = once(child, "exit");
  child.kill("SIGINT");
  await exited;
  return timings;
}

try {
  await run("git", ["clone", "-q", process.cwd(), clone], home);
  for (const which of ["first", "second"])
    for (const [phase, ms] of Object.entries(await start()))
      figure({
        bench: "start",
        metric: `${which}_${phase}_ms`,
        value: ms,
        unit: "ms",
        note: phase === "total" ? "until it is ready" : "",
      });
} finally {
  rmSync(home, { recursive: true, force: true });
}
