import { getAlerts, setIncident } from "@/server/alerts";
import { ConflictError, command, NotFoundError } from "@/server/kernel";
import { settleIncidents } from "../lifecycle/settle-incidents";
import { byHand } from "../opening/create";
import { linkAlerts } from "../opening/open-incidents";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { AddIncidentAlertsInput, Incident } from "../schema";

export const addIncidentAlerts = command(
  {
    name: "incidents.addAlerts",
    summary: "Moves alerts into an incident, out of the one they were in.",
    can: "incidents:write",
    scope: "organization",
    input: AddIncidentAlertsInput,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/alerts" },
    example: (fixture) => ({ id: fixture.incident.id, alertIds: [fixture.looseAlert.id] }),
  },
  async (context, input) => {
    const { tx, now } = context;
    const incident = await lockIncident(tx, input.id);
    if (incident.mergedInto)
      throw new ConflictError(
        `${referenceOf(incident.number)} was merged; add to the incident that it ended in.`,
      );
    const alerts = await getAlerts(tx, input.alertIds);
    if (alerts.length !== new Set(input.alertIds).size) throw new NotFoundError("One of the alerts");
    const moving = alerts.filter((alert) => alert.incidentId !== incident.id);
    await setIncident(
      tx,
      moving.map((alert) => alert.id),
      incident.id,
      now,
    );
    await linkAlerts(
      context,
      moving.map((alert) => ({
        incidentId: incident.id,
        alert,
        byPerson: true,
        link: byHand("Added by a person."),
      })),
    );
    await settleIncidents(context, [incident.id, ...moving.flatMap((alert) => alert.incidentId ?? [])]);
    context.audit({
      target: { kind: "incident", id: incident.id, label: referenceOf(incident.number) },
      detail: { alert_ids: moving.map((alert) => alert.id) },
    });
    return getIncident(tx, incident.id);
  },
);
