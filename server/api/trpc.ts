import { initTRPC, TRPCError, type TRPCMutationProcedure, type TRPCQueryProcedure } from "@trpc/server";
import superjson from "superjson";
import type { z } from "zod";
import { type Actor, DomainError, execute, logger, type Verb, type VerbKind } from "@/server/kernel";
import { verbTables } from "./verbs";

export type ApiContext = { actor: Actor; requestId: string; sameOrigin: boolean };

const codes: Record<number, TRPCError["code"]> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

/** What tRPC answers for an error of ours. */
export const toTrpcError = (cause: DomainError): TRPCError =>
  new TRPCError({ code: codes[cause.status] ?? "BAD_REQUEST", message: cause.message, cause });

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  // The only place where errors take tRPC's shape: a stack never leaves the server.
  errorFormatter({ shape, error }) {
    const domain = error.cause instanceof DomainError ? error.cause : undefined;
    return {
      message:
        domain?.message ?? (error.code === "INTERNAL_SERVER_ERROR" ? "The server failed." : shape.message),
      code: shape.code,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        reason: domain?.code,
        issues: domain?.issues,
      },
    };
  },
});

const procedure = t.procedure.use(async ({ ctx, type, next }) => {
  if (type === "mutation" && !ctx.sameOrigin)
    throw new TRPCError({ code: "FORBIDDEN", message: "Changes are taken from this site's own pages only." });
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof DomainError) throw toTrpcError(cause);
  if (result.error.code === "INTERNAL_SERVER_ERROR")
    logger.error({ requestId: ctx.requestId, err: cause ?? result.error }, "a procedure failed");
  return result;
});

type ProcedureOf<V> =
  V extends Verb<infer K extends VerbKind, infer I extends z.ZodType, infer O extends z.ZodType>
    ? K extends "query"
      ? TRPCQueryProcedure<{ meta: unknown; input: z.input<I>; output: z.output<O> }>
      : TRPCMutationProcedure<{ meta: unknown; input: z.input<I>; output: z.output<O> }>
    : never;
type ProceduresOf<T> = { [K in keyof T]: ProcedureOf<T[K]> };

function proceduresOf<T extends Record<string, Verb>>(verbs: T): ProceduresOf<T> {
  return Object.fromEntries(
    Object.entries(verbs).map(([key, verb]) => {
      // The kernel parses inputs; here they only pass through.
      const passed = procedure.input((value: unknown) => value);
      const run = ({ input, ctx }: { input: unknown; ctx: ApiContext }) => execute(verb, input, ctx);
      return [key, verb.kind === "query" ? passed.query(run) : passed.mutation(run)];
    }),
  ) as unknown as ProceduresOf<T>;
}

type Tables = typeof verbTables;
const rooms = Object.fromEntries(
  Object.entries(verbTables).map(([room, verbs]) => [
    room,
    t.router(proceduresOf(verbs as unknown as Record<string, Verb>)),
  ]),
) as unknown as { [R in keyof Tables]: ProceduresOf<Tables[R]> };

export const appRouter = t.router(rooms);
export type AppRouter = typeof appRouter;
export const createCaller = t.createCallerFactory(appRouter);
