import { eq } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { query } from "@/server/kernel";
import { getIncident, referenceOf } from "../queries";
import { INCIDENT_ALERTS, IncidentDetail, IncidentId } from "../schema";
import { incidentAlertPage } from "./incident-alerts";

export const getIncidentDetail = query(
  {
    name: "incidents.get",
    summary: "An incident with its first 500 alerts, the cause first, each with why it is there.",
    can: "incidents:read",
    scope: "organization",
    input: IncidentId,
    output: IncidentDetail,
    rest: { method: "GET", path: "/incidents/{id}" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, input) => {
    const incident = await getIncident(tx, input.id);
    const { items, nextCursor } = await incidentAlertPage(tx, incident, INCIDENT_ALERTS, undefined);
    const brief = async (id: string | null) => {
      if (!id) return null;
      const [row] = await tx
        .select({ id: incidents.id, number: incidents.number, title: incidents.title })
        .from(incidents)
        .where(eq(incidents.id, id));
      return row ? { id: row.id, reference: referenceOf(row.number), title: row.title } : null;
    };
    return {
      ...incident,
      alerts: items,
      moreAlerts: nextCursor,
      previous: await brief(incident.previousId),
      mergedIntoReference: (await brief(incident.mergedInto))?.reference ?? null,
    };
  },
);
