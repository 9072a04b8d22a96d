import { and, eq } from "drizzle-orm";
import { incidentAlerts } from "@/drizzle/schema/incidents";
import { setIncident } from "@/server/alerts";
import { command, NotFoundError } from "@/server/kernel";
import { changeIncident } from "../change";
import { settleIncidents } from "../lifecycle/settle-incidents";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { Incident, RemoveIncidentAlertInput } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const removeIncidentAlert = command(
  {
    name: "incidents.removeAlert",
    summary: "Takes an alert out of an incident; it then belongs to none.",
    can: "incidents:write",
    scope: "organization",
    input: RemoveIncidentAlertInput,
    output: Incident,
    rest: { method: "DELETE", path: "/incidents/{id}/alerts/{alertId}" },
    example: (fixture) => ({ id: fixture.incident.id, alertId: fixture.alert.id }),
  },
  async (context, input) => {
    const incident = await lockIncident(context.tx, input.id);
    const removed = await context.tx
      .delete(incidentAlerts)
      .where(and(eq(incidentAlerts.incidentId, incident.id), eq(incidentAlerts.alertId, input.alertId)))
      .returning();
    if (!removed.length) throw new NotFoundError("The alert in this incident");
    await setIncident(context.tx, [input.alertId], null, context.now);
    if (incident.rootCauseAlertId === input.alertId)
      await changeIncident(
        context,
        incident.id,
        { rootCauseAlertId: null },
        undefined,
        "The incident is gone.",
      );
    await addTimelineEntries(context, [
      { incidentId: incident.id, type: "alert", title: "An alert was taken out", alertId: input.alertId },
    ]);
    await settleIncidents(context, [incident.id]);
    context.audit({
      target: { kind: "incident", id: incident.id, label: referenceOf(incident.number) },
      detail: { alert_id: input.alertId },
    });
    return getIncident(context.tx, incident.id);
  },
);
