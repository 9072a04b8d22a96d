import type { z } from "zod";
import { type Actor, authorize, describeActor, organizationOf } from "./actor";
import { type AuditNote, auditEntry, insertAudit } from "./audit-writer";
import { getClock } from "./clock";
import { inOrganization, inSystem, retryingDeadlocks, type Tx } from "./database";
import { ForbiddenError, InvalidError, UnauthorizedError } from "./errors";
import { type Emitted, type EventType, insertOutbox, outboxCommitted } from "./events";
import type { Fixture } from "./fixture";
import { uuidv7 } from "./ids";
import type { Permission } from "./permissions";

export type Scope = "organization" | "user" | "anonymous" | "operator";
export type VerbKind = "query" | "command" | "effect";
export type RestRoute = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: `/${string}`;
  status?: 200 | 201 | 202 | 204;
};

export type VerbDefinition<S extends Scope, I extends z.ZodType, O extends z.ZodType> = {
  /** `room.verb`: the procedure's name and the audit log's action. */
  name: `${string}.${string}`;
  summary: string;
  scope: S;
  can: S extends "organization" ? Permission : "signed-in" | "anyone" | "operator";
  input: I;
  output: O;
  rest?: RestRoute;
  /** An input that works for a fixture; the generated isolation tests run every verb with it. */
  example: (fixture: Fixture) => z.input<I>;
} & ({ audit?: undefined } | { audit: "none"; because: string });

export type Caller = { actor: Actor; requestId?: string };

export type Context<S extends Scope = "organization"> = {
  tx: Tx;
  actor: Actor;
  organizationId: S extends "organization" ? string : null;
  now: Date;
  requestId: string | undefined;
  newId(at?: Date): string;
  emit<E extends EventType>(event: E, data: z.input<E["data"]>, options?: { coalesceKey?: string }): void;
  audit(note: AuditNote): void;
  /** Runs another verb in this transaction, authorized and audited under its own name. */
  call<I extends z.ZodType, O extends z.ZodType>(
    verb: Verb<VerbKind, I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>>;
};

export type Verb<
  K extends VerbKind = VerbKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> = {
  kind: K;
  name: string;
  summary: string;
  scope: Scope;
  can: string;
  input: I;
  output: O;
  rest: RestRoute | undefined;
  auditExempt: string | undefined;
  example: (fixture: Fixture) => z.input<I>;
  /** Runs the verb in its own transaction; use `execute`. */
  run(caller: Caller, input: unknown): Promise<z.output<O>>;
  /** Runs the verb inside the transaction of another; use `context.call`. */
  join(parent: Context<Scope>, input: unknown): Promise<z.output<O>>;
};

type Pending = { events: Emitted[]; notes: { action: string; note: AuditNote }[] };

function contextOf<S extends Scope>(
  tx: Tx,
  caller: Caller,
  organizationId: string | null,
  action: string,
  pending: Pending,
  now: Date,
): Context<S> {
  const context: Context<Scope> = {
    tx,
    actor: caller.actor,
    organizationId: organizationId as string,
    now,
    requestId: caller.requestId,
    newId: (at = now) => uuidv7(at),
    emit(event, data, options) {
      const parsed = event.data.parse(data) as Record<string, unknown> & { organization_id?: string };
      const owner = parsed.organization_id ?? organizationId;
      if (!owner) throw new Error(`${event.name} names no organization.`);
      pending.events.push({
        id: uuidv7(now),
        organizationId: owner,
        name: event.name,
        version: event.version,
        data: parsed,
        coalesceKey: options?.coalesceKey ?? null,
        createdAt: now,
      });
    },
    audit: (note) => void pending.notes.push({ action, note }),
    call: (verb, input) =>
      verb.join(Object.assign({}, context, { [PENDING]: pending }) as Context<Scope>, input),
  };
  return Object.assign(context, { [PENDING]: pending }) as unknown as Context<S>;
}
const PENDING = Symbol("pending");

function admit(definition: { scope: Scope; can: string; name: string }, actor: Actor): string | null {
  switch (definition.scope) {
    case "organization": {
      const organizationId = organizationOf(actor);
      authorize(actor, definition.can as Permission);
      return organizationId;
    }
    case "user":
      if (actor.kind !== "user") throw new UnauthorizedError("Sign in first.");
      return null;
    case "operator":
      if (actor.kind !== "operator") throw new ForbiddenError("This is the operator's.");
      return null;
    default:
      return null;
  }
}

function parseInput<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message: issue.message,
  }));
  const first = issues[0];
  throw new InvalidError(
    first ? `${first.path.join(".") || "input"}: ${first.message}` : "The input is invalid.",
    issues,
  );
}

async function settle(
  tx: Tx,
  caller: Caller,
  pending: Pending,
  now: Date,
  organizationId: string | null,
): Promise<void> {
  await insertAudit(
    tx,
    pending.notes.map(({ action, note }) =>
      auditEntry(action, note, describeActor(caller.actor), now, organizationId, caller.requestId),
    ),
  );
  await insertOutbox(tx, pending.events);
}

function make<K extends VerbKind, S extends Scope, I extends z.ZodType, O extends z.ZodType>(
  kind: K,
  definition: VerbDefinition<S, I, O>,
  handler: (context: Context<S>, input: z.output<I>) => Promise<z.input<O>>,
  aroundTransaction?: (
    caller: Caller,
    input: z.output<I>,
    organizationId: string | null,
  ) => Promise<z.input<O>>,
): Verb<K, I, O> {
  const audited = (pending: Pending, from: number) => {
    if (kind === "query" || definition.audit === "none" || pending.notes.length > from) return;
    throw new Error(`${definition.name} changed something without an audit entry.`);
  };
  return {
    kind,
    name: definition.name,
    summary: definition.summary,
    scope: definition.scope,
    can: definition.can,
    input: definition.input,
    output: definition.output,
    rest: definition.rest,
    auditExempt: definition.audit === "none" ? definition.because : undefined,
    example: definition.example,
    async run(caller, raw) {
      const organizationId = admit(definition, caller.actor);
      const input = parseInput(definition.input, raw);
      if (aroundTransaction)
        return definition.output.parse(await aroundTransaction(caller, input, organizationId));
      // The whole transaction is repeated when it lost a deadlock: nothing of the first attempt is left.
      const { result, pending } = await retryingDeadlocks(async () => {
        const pending: Pending = { events: [], notes: [] };
        const now = getClock().now();
        const work = async (tx: Tx) => {
          const result = await handler(
            contextOf<S>(tx, caller, organizationId, definition.name, pending, now),
            input,
          );
          audited(pending, 0);
          await settle(tx, caller, pending, now, organizationId);
          return result;
        };
        return {
          pending,
          result: await (organizationId ? inOrganization(organizationId, work) : inSystem(work)),
        };
      });
      if (pending.events.length) outboxCommitted();
      return definition.output.parse(result);
    },
    async join(parent, raw) {
      if (aroundTransaction)
        throw new Error(`${definition.name} works on the network and cannot join a transaction.`);
      const organizationId = admit(definition, parent.actor);
      if (organizationId !== parent.organizationId)
        throw new Error(`${definition.name} belongs to another scope.`);
      const input = parseInput(definition.input, raw);
      const pending = (parent as unknown as { [PENDING]: Pending })[PENDING];
      const from = pending.notes.length;
      const caller = { actor: parent.actor, requestId: parent.requestId };
      const result = await handler(
        contextOf<S>(parent.tx, caller, organizationId, definition.name, pending, parent.now),
        input,
      );
      audited(pending, from);
      return definition.output.parse(result);
    },
  };
}

/** A read. It changes nothing, so it may be prefetched, repeated and called by GET. */
export const query = <S extends Scope, I extends z.ZodType, O extends z.ZodType>(
  definition: VerbDefinition<S, I, O>,
  handler: (context: Context<S>, input: z.output<I>) => Promise<z.input<O>>,
): Verb<"query", I, O> => make("query", definition, handler);

/** A change: one transaction that holds the change, its audit entry and its events, or none of them. */
export const command = <S extends Scope, I extends z.ZodType, O extends z.ZodType>(
  definition: VerbDefinition<S, I, O>,
  handler: (context: Context<S>, input: z.output<I>) => Promise<z.input<O>>,
): Verb<"command", I, O> => make("command", definition, handler);

export type EffectSteps<S extends Scope, I, O, Plan, Outcome> = {
  prepare(context: Context<S>, input: I): Promise<Plan>;
  /** Network work with a deadline; no transaction is open. */
  act(plan: Plan, signal: AbortSignal): Promise<Outcome>;
  record(context: Context<S>, plan: Plan, outcome: Outcome): Promise<O>;
  deadlineMs: number;
};

/** Work on the network between two transactions. */
export const effect = <S extends Scope, I extends z.ZodType, O extends z.ZodType, Plan, Outcome>(
  definition: VerbDefinition<S, I, O>,
  steps: EffectSteps<S, z.output<I>, z.input<O>, Plan, Outcome>,
): Verb<"effect", I, O> => {
  const inTransaction = async <T>(
    caller: Caller,
    organizationId: string | null,
    audited: boolean,
    work: (context: Context<S>) => Promise<T>,
  ) => {
    const pending: Pending = { events: [], notes: [] };
    const now = getClock().now();
    const run = async (tx: Tx) => {
      const result = await work(contextOf<S>(tx, caller, organizationId, definition.name, pending, now));
      if (audited && definition.audit !== "none" && !pending.notes.length)
        throw new Error(`${definition.name} changed something without an audit entry.`);
      await settle(tx, caller, pending, now, organizationId);
      return result;
    };
    const result = await (organizationId ? inOrganization(organizationId, run) : inSystem(run));
    if (pending.events.length) outboxCommitted();
    return result;
  };
  return make(
    "effect",
    definition,
    () => Promise.reject(new Error(`${definition.name} is run by its steps.`)),
    async (caller, input, organizationId) => {
      const plan = await inTransaction(caller, organizationId, false, (context) =>
        steps.prepare(context, input),
      );
      const outcome = await steps.act(plan, AbortSignal.timeout(steps.deadlineMs));
      return inTransaction(caller, organizationId, true, (context) => steps.record(context, plan, outcome));
    },
  );
};

/** Runs a verb for a caller: authorize, parse, transact, parse what comes out. Every adapter goes through here. */
export const execute = <I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<VerbKind, I, O>,
  input: z.input<I>,
  caller: Caller,
): Promise<z.output<O>> => verb.run(caller, input);
