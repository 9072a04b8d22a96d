import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { timelineEntries } from "@/drizzle/schema/incidents";
import { query } from "@/server/kernel";
import { getIncident } from "../queries";
import { Comment, IncidentId } from "../schema";

export const listComments = query(
  {
    name: "incidents.listComments",
    summary: "What people wrote on an incident, oldest first.",
    can: "incidents:read",
    scope: "organization",
    input: IncidentId,
    output: z.object({ items: z.array(Comment), nextCursor: z.null() }),
    rest: { method: "GET", path: "/incidents/{id}/comments" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, input) => {
    const incident = await getIncident(tx, input.id);
    const rows = await tx
      .select()
      .from(timelineEntries)
      .where(and(eq(timelineEntries.incidentId, incident.id), eq(timelineEntries.type, "comment")))
      .orderBy(asc(timelineEntries.timestamp))
      .limit(5000);
    return { items: rows.map(toComment), nextCursor: null };
  },
);

export const toComment = (row: typeof timelineEntries.$inferSelect) => ({
  id: row.id,
  incidentId: row.incidentId,
  body: row.details,
  authorName: row.actorName ?? "unknown",
  authorId: row.actorId,
  createdAt: row.timestamp,
});
