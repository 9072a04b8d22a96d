import { z } from "zod";
import { transaction } from "./database";
import { type Engine, tooLarge } from "./engine";
import { type IncomingEvent, ingest } from "./events";

const Incoming = z
  .looseObject({
    name: z.string().min(1).max(256),
    id: z.string().nullish(),
    ts: z.number().optional(),
    data: z.record(z.string(), z.unknown()).nullish(),
  })
  .array();

const refuse = (status: number, error: string): Response =>
  Response.json({ ids: [], status, error }, { status });

/** Stands in for `fetch` in the Inngest client: events go into our own tables, and nothing leaves the process. */
export async function answerClient(
  engine: Engine,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/e/")) return refuse(501, `The local job driver does not answer ${pathname}.`);
  const parsed = Incoming.safeParse(await request.json());
  if (!parsed.success)
    return refuse(400, `The events cannot be read: ${parsed.error.issues[0]?.message ?? ""}`);
  const refusal = firstTooLarge(parsed.data);
  if (refusal) return refuse(413, refusal);
  const seed = request.headers.get("x-inngest-event-id-seed");
  // The client sends the same seed when it tries again, so events without an id of their own are taken once, too.
  const events = parsed.data.map((event, index) => ({
    ...event,
    id: event.id ?? (seed ? `${seed},${index}` : null),
  }));
  return Response.json({ ids: await accept(engine, events), status: 200 });
}

function firstTooLarge(events: z.infer<typeof Incoming>): string | null {
  for (const event of events) {
    const problem = tooLarge("event", JSON.stringify(event.data ?? {}));
    if (problem) return `${event.name} has ${problem}.`;
  }
  return null;
}

/** Takes events in, all or none. */
export const accept = (engine: Engine, events: IncomingEvent[]): Promise<string[]> =>
  transaction(engine.pool, (tx) => ingest(engine, tx, events));
