/** How the job driver of this process is doing; `external` where Inngest runs the jobs and no driver is needed. */
export type JobsState = "starting" | "running" | "external" | "stopping" | "stopped";

const holder = globalThis as typeof globalThis & { aiopsJobsState?: JobsState };

/** Tells `/api/ready` about the job driver; on `globalThis`, because instrumentation and routes are separate bundles. */
export function reportJobs(state: JobsState): void {
  holder.aiopsJobsState = state;
}

export function jobsState(): JobsState {
  return holder.aiopsJobsState ?? "starting";
}
