import { timelineEntries } from "@/drizzle/schema/incidents";
import type { Severity } from "@/server/alerts/schema";
import { type Context, describeActor } from "@/server/kernel";
import type { TimelineEvent } from "../schema";

export type TimelineNote = {
  incidentId: string;
  type: TimelineEvent["type"];
  title: string;
  details?: string;
  timestamp?: Date;
  severity?: Severity | null;
  status?: string | null;
  alertId?: string | null;
  /** False for what nobody did, such as an alert firing. */
  byActor?: boolean;
};

type Writer = Pick<Context, "tx" | "organizationId" | "now" | "newId" | "actor">;

/** Adds entries to incidents' timelines in one statement. Upper rooms call this; lower rooms' events are consumed into it. */
export async function addTimelineEntries(context: Writer, notes: TimelineNote[]): Promise<string[]> {
  if (!notes.length) return [];
  const actor = describeActor(context.actor);
  const rows = notes.map((note) => ({
    organizationId: context.organizationId,
    id: context.newId(note.timestamp),
    incidentId: note.incidentId,
    type: note.type,
    timestamp: note.timestamp ?? context.now,
    title: note.title,
    severity: note.severity ?? null,
    status: note.status ?? null,
    details: note.details ?? "",
    alertId: note.alertId ?? null,
    actorId: note.byActor === false ? null : actor.id,
    actorName: note.byActor === false ? null : actor.name,
  }));
  for (let start = 0; start < rows.length; start += 1000)
    await context.tx.insert(timelineEntries).values(rows.slice(start, start + 1000));
  return rows.map((row) => row.id);
}
