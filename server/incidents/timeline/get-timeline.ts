import { asc, eq } from "drizzle-orm";
import { timelineEntries } from "@/drizzle/schema/incidents";
import { query } from "@/server/kernel";
import { getIncident } from "../queries";
import { IncidentId, Timeline } from "../schema";

export const getIncidentTimeline = query(
  {
    name: "incidents.timeline",
    summary: "Everything that happened in an incident, in order.",
    can: "incidents:read",
    scope: "organization",
    input: IncidentId,
    output: Timeline,
    rest: { method: "GET", path: "/incidents/{id}/timeline" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, input) => {
    const incident = await getIncident(tx, input.id);
    const rows = await tx
      .select()
      .from(timelineEntries)
      .where(eq(timelineEntries.incidentId, incident.id))
      .orderBy(asc(timelineEntries.timestamp), asc(timelineEntries.id))
      .limit(5000);
    return {
      events: rows.map((row) => ({
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
