import { startJobs } from "@/inngest/runtime";
import { startDemo } from "@/server/demo";
import { environmentProblems } from "./environment.mjs";
import { reportJobs } from "./status";

const JOBS_STOP_TIMEOUT_MS = 8_000;

/**
 * Starts what lives as long as the server's process, and arranges its end. Ends the process when it cannot be started:
 * throwing would leave a server behind that answers every request with an error.
 */
export async function startRuntime(): Promise<void> {
  const problems = environmentProblems(process.env);
  if (problems.length > 0) exit(problems.join("\n"));
  reportJobs("starting");
  try {
    const jobs = await startJobs();
    reportJobs(jobs.engine === "inngest" ? "external" : "running");
    // Its first deliveries wait until the server listens.
    const demo = process.env.AIOPS_DEMO === "1" ? await startDemo() : undefined;
    endWithGrace(async () => {
      await demo?.stop();
      await jobs.stop();
    });
  } catch (error) {
    exit(`The job driver could not be started: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function exit(message: string): never {
  console.error(message);
  process.exit(1);
}

function endWithGrace(stopJobs: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      reportJobs("stopping");
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, JOBS_STOP_TIMEOUT_MS).unref());
      await Promise.race([stopJobs().catch((error) => console.error(error)), timeout]);
      reportJobs("stopped");
    })();
    return stopping;
  };
  const stopAll = () => void stop().then(() => process.kill(process.pid, "SIGTERM"));

  // Next closes the server by itself at these signals; the jobs go along.
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  if (!process.send) return;
  // When the parent is killed its end of our output goes too, and writing a last line must not end us before our jobs.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  // Under `npm start`: asked in order, or left alone because the parent was killed.
  process.on("message", (message) => {
    if ((message as { type?: unknown } | null)?.type === "aiops:stop") stopAll();
  });
  process.once("disconnect", stopAll);
}
