import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { expect } from "vitest";
import { localOptions } from "@/inngest/client";
import { buildRequest, type RequestInput } from "@/inngest/local/protocol";
import { newSigningKey } from "@/inngest/local/signing-key";
import { fullFunction, recordedFunctions } from "./recorded-functions";

export const signingKey = newSigningKey();
export const sent: { path: string; body: unknown; seed: string | null }[] = [];
const capture: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  sent.push({
    path: new URL(request.url).pathname,
    body: await request.json(),
    seed: request.headers.get("x-inngest-event-id-seed"),
  });
  return Response.json({ ids: ["01EVT0", "01EVT1"], status: 200 });
};
const quiet = () => undefined;
export const inngest = new Inngest({
  id: "app",
  logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  aiMetadata: false,
  ...localOptions(capture, signingKey),
});
export const full = fullFunction(inngest);
export const handler = serve({ client: inngest, functions: [...recordedFunctions(inngest), full] });

type Steps = Record<string, unknown>;
export const hash = {
  a: "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
  b: "e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98",
  p1: "b78f576611ec06f96af3ca654c22172a5d746c40",
  p2: "c5fd961c9f737a955a308050062e7a2c34ee67c3",
  nap: "c2640f79b4ed481b838ce4ad75330aa3f825d4d9",
  nap2: "b5fa0ee406c0c1f1d6c8be6b3ccdea092b9c5c36",
  ack: "f9f7917226ec6e9fbadd4fe52c35f233baccd628",
  ack2: "f200dcdcd75962de25b73dc9405744ae76c1265a",
  call: "bc8d8647b02deea0ab3e715c220d041ee78cc19d",
  bad: "1902e3d6fc4e78a0bcc50ba12b882769afbf4a8c",
};
export const data = (value: unknown) => ({ type: "data", data: value }) as const;
export const error = (value: unknown) => ({ type: "error", error: value }) as const;

type Case = {
  steps?: Steps;
  stepId?: string;
  attempt?: number;
  max?: number;
  pending?: boolean;
  event?: object;
};

export async function ask(fn: string, given: Case = {}) {
  const input: RequestInput = {
    functionId: `app-${fn}`,
    runId: "01RUN",
    stepId: given.stepId ?? "step",
    event: { id: "e0", name: `t/${fn}`, ts: 1, data: {}, ...given.event },
    attempt: given.attempt ?? 0,
    maxAttempts: given.max ?? 3,
    settled: Object.entries(given.steps ?? {}).map(([id, state]) => ({ id, state: state as never })),
    stepPending: given.pending ?? false,
  };
  const response = await handler(buildRequest(input, signingKey, Date.now()));
  const body: unknown = JSON.parse(await response.text());
  expect(response.headers.get("x-inngest-sdk-handled")).toBe("true");
  return {
    status: response.status,
    noRetry: response.headers.get("x-inngest-no-retry"),
    retryAfter: response.headers.get("retry-after"),
    body,
  };
}
export const op = (id: string, kind: string, more: object = {}) =>
  expect.objectContaining({ id, op: kind, ...more });
