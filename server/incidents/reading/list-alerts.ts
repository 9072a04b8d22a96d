import { query } from "@/server/kernel";
import { getIncident } from "../queries";
import { IncidentAlertPage, ListIncidentAlertsInput } from "../schema";
import { incidentAlertPage } from "./incident-alerts";

export const listIncidentAlerts = query(
  {
    name: "incidents.listAlerts",
    summary: "An incident's alerts, the cause first, each with why it is there.",
    can: "incidents:read",
    scope: "organization",
    input: ListIncidentAlertsInput,
    output: IncidentAlertPage,
    rest: { method: "GET", path: "/incidents/{id}/alerts" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async ({ tx }, { id, limit, cursor }) => incidentAlertPage(tx, await getIncident(tx, id), limit, cursor),
);
