import type { Pool, Queryable } from "./database";
import type { FunctionConfig } from "./functions";

export type Clock = { now(): Date };

/** The few methods of a logger the driver uses; pino has them. */
export type Log = {
  debug(detail: object, message: string): void;
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
};

/** What one driver's parts share. Nothing in it changes after the start. */
export type Engine = {
  pool: Pool;
  /** The pool, for statements that stand alone. */
  db: Queryable;
  clock: Clock;
  log: Log;
  functions: ReadonlyMap<string, FunctionConfig>;
  newId(): string;
  /** Answers one request of the protocol, in process. */
  handler(request: Request): Promise<Response>;
  signingKey: string;
  /** Wait before attempt `attempt + 1` of a step or function, in milliseconds. */
  backOffMs(attempt: number): number;
  /** Tells the timer loop that something falls due at this time. */
  wakeAt(at: Date): void;
  /** Publishes the SDK's own events about a run that has ended. */
  announce(tx: Queryable, status: EndedStatus, ended: Ended): Promise<void>;
};

/** An event as it lies in a run: complete, with id and time. */
export type StoredEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  v?: string;
  user?: unknown;
  meta?: unknown;
};

export type EndedStatus = "completed" | "failed" | "cancelled";
export type Ended = {
  runId: string;
  functionId: string;
  event: StoredEvent;
  output: unknown;
  error: unknown;
};
export type RunStatus = "queued" | "running" | EndedStatus;

/** An error as the SDK writes it on the wire. */
export type WireError = { name: string; message: string; stack?: string };
export const wireError = (name: string, message: string): WireError => ({ name, message });

const MAX_EVENT_BYTES = 16 * 1024;
const MAX_STEP_BYTES = 64 * 1024;

/** Null, or why a payload is refused: what passes here must pass upstream and in the house's rules alike. */
export function tooLarge(kind: "event" | "step", json: string): string | null {
  const limit = kind === "event" ? MAX_EVENT_BYTES : MAX_STEP_BYTES;
  const size = Buffer.byteLength(json);
  return size > limit ? `${size} bytes; a${kind === "event" ? "n event" : " step"} may hold ${limit}` : null;
}
