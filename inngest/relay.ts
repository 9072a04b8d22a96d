import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { inSystem, logger, type Tx } from "@/server/kernel";
import { inngest } from "./client";
import { localDriver, usesInngest } from "./process";

/** The shape of an event on its way to the job engine; its id is its outbox row's, so a repetition is known as one. */
export type OutgoingEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  v: string;
  ts: number;
};
export type Send = (events: OutgoingEvent[]) => Promise<unknown>;

type OutboxRow = {
  id: string;
  name: string;
  version: number;
  data: Record<string, unknown>;
  created_at: Date | string;
};

const BATCH = 100;
const BUSY_PAUSE_MS = 100;
const MAX_BATCH_BYTES = 200 * 1024;

const rowsOf = <R>(result: unknown): R[] => (result as { rows: R[] }).rows;

/**
 * Opens wake-ups: from here on a new one gets a row of its own. Committed before anything is sent, because a wake-up
 * merged into a row that is already on its way would be lost with it.
 */
const openWakeUps = () =>
  inSystem((tx) =>
    tx.execute(sql`
      update outbox set coalesce_key = null where id in (
        select id from outbox where coalesce_key is not null order by id limit ${BATCH} for update skip locked)`),
  );

const takeBatch = async (tx: Tx, refused: ReadonlySet<string>): Promise<OutboxRow[]> =>
  rowsOf(
    await tx.execute(sql`
      select id, name, version, data, created_at from outbox
      where coalesce_key is null and not (id = any (${`{${[...refused].join(",")}}`}::uuid[]))
      order by id limit ${BATCH} for update skip locked`),
  );

const eventOf = (row: OutboxRow): OutgoingEvent => ({
  id: row.id,
  name: row.name,
  data: row.data,
  v: String(row.version),
  ts: new Date(row.created_at).getTime(),
});

// An event API takes a bounded body, so the first rows that fit go, and the rest with the next batch.
function fitting(rows: OutboxRow[]): OutboxRow[] {
  let bytes = 0;
  return rows.filter((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row.data)) + 200;
    return index === 0 || bytes <= MAX_BATCH_BYTES;
  });
}

/** Sends rows and answers those that were accepted. Refused ones stay, so that a fixed server can still take them. */
async function deliver(rows: OutboxRow[], send: Send): Promise<OutboxRow[]> {
  try {
    await send(rows.map(eventOf));
    return rows;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (rows.length > 1) {
      const accepted: OutboxRow[] = [];
      for (const row of rows) accepted.push(...(await deliver([row], send)));
      return accepted;
    }
    logger.error({ err: error, event: rows[0]?.name, id: rows[0]?.id }, "The job engine refuses an event.");
    return [];
  }
}

// The SDK tells the status only in its message; 401 and 403 concern the key, not the event.
const isRefusal = (error: unknown): boolean => /Inngest API Error: (400|406|413)\b/.test(String(error));

const sendByClient: Send = async (events) => {
  // The client would try for seconds, over locked rows, to reach a driver that is not there.
  if (!usesInngest() && !localDriver())
    throw new Error("The job driver of this process has not been started.");
  await inngest.send(events);
};

/** Sends everything in the outbox, batch by batch; answers how many events were accepted. */
export async function relayOnce(send: Send = sendByClient): Promise<number> {
  let sent = 0;
  // What was refused stays in the outbox. A cursor would not do: two ids of one millisecond are in no order.
  const refused = new Set<string>();
  for (;;) {
    await openWakeUps();
    const { taken, accepted } = await inSystem(async (tx) => {
      const rows = fitting(await takeBatch(tx, refused));
      const done = rows.length ? await deliver(rows, send) : [];
      if (done.length) await tx.execute(sql`delete from outbox where id in ${done.map((row) => row.id)}`);
      return { taken: rows, accepted: done };
    });
    sent += accepted.length;
    if (!taken.length) return sent;
    const gone = new Set(accepted.map((row) => row.id));
    for (const row of taken) if (!gone.has(row.id)) refused.add(row.id);
  }
}

let flushing: Promise<void> | undefined;
let again = false;

/** Empties the outbox; a call while one runs makes it look once more. Rejects when the job engine cannot be reached. */
export function flushOutbox(): Promise<void> {
  again = true;
  flushing ??= flushUntilQuiet();
  return flushing;
}

async function flushUntilQuiet(): Promise<void> {
  try {
    while (again) {
      again = false;
      await relayOnce();
      // The first goes at once. What comes while it is on its way waits a moment, so that a busy webhook's wake-ups become
      // one and the job engine is not started for each delivery.
      if (again) await sleep(BUSY_PAUSE_MS);
    }
  } finally {
    // In the same turn as the last look at `again`, so that no call can fall between the two.
    flushing = undefined;
  }
}
