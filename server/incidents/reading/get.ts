import { eq } from "drizzle-orm";
import { incidentAlerts, incidents } from "@/drizzle/schema/incidents";
import { alertsOfIncident } from "@/server/alerts";
import { query } from "@/server/kernel";
import { severityRank } from "../core/severity";
import { getIncident, referenceOf } from "../queries";
import { type IncidentAlert, IncidentDetail, IncidentId } from "../schema";

export const getIncidentDetail = query(
  {
    name: "incidents.get",
    summary: "An incident with its alerts, the cause first, each with why it is there.",
    can: "incidents:read",
    scope: "organization",
    input: IncidentId,
    output: IncidentDetail,
    rest: { method: "GET", path: "/incidents/{id}" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, input) => {
    const incident = await getIncident(tx, input.id);
    const found = await alertsOfIncident(tx, incident.id);
    const links = await tx.select().from(incidentAlerts).where(eq(incidentAlerts.incidentId, incident.id));
    const linkOf = new Map(links.map((link) => [link.alertId, link]));
    const members = found.flatMap((alert): IncidentAlert[] => {
      const link = linkOf.get(alert.id);
      if (!link) return [];
      return [
        {
          alert,
          addedAt: link.addedAt,
          addedBy: link.addedBy,
          isRootCause: alert.id === incident.rootCauseAlertId,
          link: { method: link.method, score: link.score, evidence: link.evidence, sentence: link.sentence },
        },
      ];
    });
    members.sort(
      (a, b) =>
        Number(b.isRootCause) - Number(a.isRootCause) ||
        Number(!!a.alert.resolvedAt) - Number(!!b.alert.resolvedAt) ||
        severityRank(b.alert.severity) - severityRank(a.alert.severity) ||
        a.alert.timestamp.getTime() - b.alert.timestamp.getTime(),
    );
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
      alerts: members,
      previous: await brief(incident.previousId),
      mergedIntoReference: (await brief(incident.mergedInto))?.reference ?? null,
    };
  },
);
