import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { timelineEntries } from "@/drizzle/schema/incidents";
import { decodeCursor, page, query } from "@/server/kernel";
import { getIncident } from "../queries";
import { Timeline, TimelineInput } from "../schema";

const Before = z.tuple([z.coerce.date(), z.uuid()]);

export const getIncidentTimeline = query(
  {
    name: "incidents.timeline",
    summary: "What happened in an incident, in order: the newest 1,000 entries, or the page before them.",
    can: "incidents:read",
    scope: "organization",
    input: TimelineInput,
    output: Timeline,
    rest: { method: "GET", path: "/incidents/{id}/timeline" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, input) => {
    const incident = await getIncident(tx, input.id);
    const before = input.cursor ? decodeCursor(input.cursor, Before) : null;
    const rows = await tx
      .select()
      .from(timelineEntries)
      .where(
        and(
          eq(timelineEntries.incidentId, incident.id),
          before
            ? sql`(${timelineEntries.timestamp}, ${timelineEntries.id}) < (${before[0].toISOString()}, ${before[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(timelineEntries.timestamp), desc(timelineEntries.id))
      .limit(input.limit + 1);
    const { items, nextCursor } = page(rows, input.limit, (last) => [last.timestamp, last.id]);
    return {
      nextCursor,
      events: items.reverse().map((row) => ({
        id: row.id,
        type: row.type,
        timestamp: row.timestamp,
        title: row.title,
        details: row.details,
        ...(row.severity ? { severity: row.severity } : {}),
        ...(row.status ? { status: row.status } : {}),
        ...(row.alertId ? { alertId: row.alertId } : {}),
        ...(row.actorName ? { actor: row.actorName } : {}),
      })),
    };
  },
);
