import { createHmac } from "node:crypto";
import { z } from "zod";
import type { StoredEvent } from "./engine";

const HOST = "local.invalid";

/** One operation of the SDK's answer. */
export const Op = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof Op>;

export type StepState = { type: "data"; data: unknown } | { type: "error"; error: unknown };

export type RequestInput = {
  functionId: string;
  runId: string;
  stepId: string;
  event: StoredEvent;
  attempt: number;
  maxAttempts: number;
  /** Settled steps, in the order they settled. */
  settled: { id: string; state: StepState }[];
  /** While a step is pending, nothing but the step asked for may run. */
  stepPending: boolean;
};

/** RFC 8785: object keys sorted, no space, numbers as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value as Record<string, unknown>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(",")}}`;
}

/** The header by which the SDK knows a request for the server's own. */
export function signature(body: unknown, signingKey: string, atMs: number): string {
  const seconds = Math.round(atMs / 1000);
  const key = signingKey.replace(/^signkey-\w+-/, "");
  const digest = createHmac("sha256", key)
    .update(`${canonicalJson(body)}${seconds}`)
    .digest("hex");
  return `t=${seconds}&s=${digest}`;
}

export function buildRequest(input: RequestInput, signingKey: string, atMs: number): Request {
  const ids = input.settled.map((step) => step.id);
  const body = {
    version: 2,
    event: input.event,
    events: [input.event],
    steps: Object.fromEntries(input.settled.map((step) => [step.id, step.state])),
    ctx: {
      run_id: input.runId,
      attempt: input.attempt,
      max_attempts: input.maxAttempts,
      disable_immediate_execution: input.stepPending,
      use_api: false,
      stack: { stack: ids, current: ids.length },
    },
  };
  const query = new URLSearchParams({ fnId: input.functionId, stepId: input.stepId });
  return new Request(`http://${HOST}/api/inngest?${query}`, {
    method: "POST",
    headers: {
      host: HOST,
      "content-type": "application/json",
      "x-inngest-signature": signature(body, signingKey, atMs),
    },
    body: JSON.stringify(body),
  });
}

export type Answer =
  | { kind: "returned"; value: unknown; json: string }
  | { kind: "ops"; ops: Op[]; retryAfter: string | null }
  | { kind: "threw"; error: unknown; final: boolean; retryAfter: string | null }
  /** The endpoint rather than the function failed: it says nothing about the run. */
  | { kind: "fault"; message: string };

export async function readAnswer(response: Response): Promise<Answer> {
  const json = await response.text();
  const fault = (): Answer => ({ kind: "fault", message: `${response.status} ${json.slice(0, 300)}` });
  if (!response.headers.get("x-inngest-sdk-handled")) return fault();
  const noRetry = response.headers.get("x-inngest-no-retry");
  const retryAfter = response.headers.get("retry-after");
  let value: unknown;
  try {
    value = JSON.parse(json || "null");
  } catch {
    return fault();
  }
  if (response.status === 200) return { kind: "returned", value, json };
  if (response.status === 206) {
    const ops = z.array(Op).safeParse(value);
    return ops.success ? { kind: "ops", ops: ops.data, retryAfter } : fault();
  }
  if (noRetry === null) return fault();
  return { kind: "threw", error: value, final: noRetry === "true", retryAfter };
}

/** Milliseconds to wait by a Retry-After header, in seconds or as a date; undefined without one. */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = new Date(header).getTime();
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
