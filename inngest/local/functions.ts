import type { InngestFunction } from "inngest";
import { z } from "zod";
import { problemOf } from "./cel";
import { nextCron } from "./cron-expression";
import { durationMs } from "./duration";

const Concurrency = z.strictObject({
  limit: z.number().int().nonnegative(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});
type Concurrency = z.infer<typeof Concurrency>;

const Trigger = z.strictObject({
  event: z.string().optional(),
  expression: z.string().optional(),
  cron: z.string().optional(),
});

/** What the SDK would register with a server, confined to what this driver does. */
const FunctionConfig = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(Trigger),
  steps: z.object({
    step: z.object({ retries: z.object({ attempts: z.number().int().nonnegative() }).optional() }),
  }),
  idempotency: z.string().optional(),
  concurrency: z
    .union([z.number(), Concurrency, z.array(Concurrency)])
    .transform((given): Concurrency[] =>
      Array.isArray(given) ? given : typeof given === "number" ? [{ limit: given }] : [given],
    )
    .optional(),
  debounce: z
    .strictObject({ period: z.string(), key: z.string().optional(), timeout: z.string().optional() })
    .optional(),
  timeouts: z.strictObject({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  singleton: z.strictObject({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
});
export type FunctionConfig = z.infer<typeof FunctionConfig>;
export type Trigger = z.infer<typeof Trigger>;

/** Attempts in all: the SDK counts retries, and Inngest's default is three of them. */
export const maxAttempts = (config: FunctionConfig): number => (config.steps.step.retries?.attempts ?? 3) + 1;

type Registrable = { getConfig(options: { baseUrl: URL; appPrefix: string }): unknown[] };

// `getConfig` is internal to the SDK, whose version is therefore pinned; the contract tests notice when it changes.
const configsOf = (fn: InngestFunction.Any, appId: string): unknown[] =>
  (fn as unknown as Registrable).getConfig({
    baseUrl: new URL("http://local.invalid/api/inngest"),
    appPrefix: appId,
  });

/** Reads every function's options; throws one error that names each function and option that cannot be honoured here. */
export function readFunctions(
  functions: readonly InngestFunction.Any[],
  appId: string,
): Map<string, FunctionConfig> {
  const configs = new Map<string, FunctionConfig>();
  const problems: string[] = [];
  for (const fn of functions) {
    for (const raw of configsOf(fn, appId)) {
      const given = JSON.parse(JSON.stringify(raw)) as { id: string };
      const parsed = FunctionConfig.safeParse(given);
      if (!parsed.success) {
        problems.push(...parsed.error.issues.map((issue) => `${given.id}: ${describe(issue)}`));
        continue;
      }
      if (configs.has(given.id)) problems.push(`${given.id}: registered twice`);
      configs.set(given.id, parsed.data);
      problems.push(...problemsOf(parsed.data).map((problem) => `${given.id}: ${problem}`));
    }
  }
  if (problems.length) throw new Error(`The local job driver does not support: ${problems.join("; ")}.`);
  return configs;
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => (path ? `${path}.${key}` : key)).join(", ");
  return `${path || "configuration"} (${issue.message})`;
}

function problemsOf(config: FunctionConfig): string[] {
  const problems: string[] = [];
  const expression = (option: string, text: string | undefined) => {
    const problem = text === undefined ? undefined : problemOf(text);
    if (problem) problems.push(`${option} (${problem})`);
  };
  const span = (option: string, text: string | undefined) => {
    if (text !== undefined && durationMs(text) === undefined)
      problems.push(`${option} (no duration: ${text})`);
  };
  for (const trigger of config.triggers) {
    expression("trigger", trigger.expression);
    if (trigger.cron) {
      try {
        nextCron(trigger.cron, new Date(0));
      } catch (error) {
        problems.push(`cron (${(error as Error).message})`);
      }
    }
  }
  expression("idempotency", config.idempotency);
  for (const option of config.concurrency ?? []) {
    expression("concurrency.key", option.key);
    if (option.scope && option.scope !== "fn" && !option.key)
      problems.push("concurrency (a shared scope needs a key)");
  }
  expression("debounce.key", config.debounce?.key);
  span("debounce.period", config.debounce?.period);
  span("debounce.timeout", config.debounce?.timeout);
  span("timeouts.start", config.timeouts?.start);
  span("timeouts.finish", config.timeouts?.finish);
  expression("singleton.key", config.singleton?.key);
  for (const cancel of config.cancel ?? []) {
    expression("cancelOn.if", cancel.if);
    span("cancelOn.timeout", cancel.timeout);
  }
  return problems;
}
