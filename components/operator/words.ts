import type { Status } from "@/components/ui/status-mark";
import type { RunSummary, StepSummary } from "@/inngest/local/status";

export const runStatus = {
  queued: { status: "queued", word: "Queued" },
  running: { status: "running", word: "Running" },
  completed: { status: "succeeded", word: "Completed" },
  failed: { status: "failed", word: "Failed" },
  cancelled: { status: "cancelled", word: "Cancelled" },
} as const satisfies Record<RunSummary["status"], { status: Status; word: string }>;

const kinds: Record<string, string> = {
  StepRun: "step",
  Step: "step",
  StepError: "step",
  StepFailed: "step",
  Sleep: "sleep",
  WaitForEvent: "wait for event",
  InvokeFunction: "other function",
  SendEvent: "send event",
};

/** The SDK's operation in plain words; one we do not know keeps its own name. */
export const stepKind = (op: string): string => kinds[op] ?? op;

/** How a step stands: what it waits for, or how it ended. */
export function stepStatus(step: Pick<StepSummary, "state" | "op" | "dueAt" | "error">): {
  status: Status;
  word: string;
} {
  if (step.state === "done") return { status: "succeeded", word: "Done" };
  if (step.state === "failed") return { status: "failed", word: "Failed" };
  if (step.error) return { status: "waiting", word: "Tried again" };
  if (step.op === "Sleep") return { status: "sleeping", word: "Sleeping" };
  return step.dueAt ? { status: "waiting", word: "Waiting" } : { status: "running", word: "Running" };
}

export type ReadError = { name: string | null; message: string; stack: string | null };

/** An error as a step or a run stored it: usually the SDK's shape, at worst anything. */
export function readError(error: unknown): ReadError | null {
  if (error === null || error === undefined) return null;
  if (typeof error !== "object") return { name: null, message: String(error), stack: null };
  const { name, message, stack } = error as Record<string, unknown>;
  return {
    name: typeof name === "string" && name !== "Error" ? name : null,
    message: typeof message === "string" ? message : JSON.stringify(error),
    stack: typeof stack === "string" ? stack : null,
  };
}
