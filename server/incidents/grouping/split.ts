import { getAlerts, setIncident } from "@/server/alerts";
import { ConflictError, command, describeActor, InvalidError, NotFoundError } from "@/server/kernel";
import { changeIncident, eventData } from "../change";
import { IncidentSplit } from "../events";
import { settleIncidents } from "../lifecycle/settle-incidents";
import { byHand } from "../opening/create";
import { linkAlerts, openIncidents } from "../opening/open-incidents";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { Incident, SplitIncidentInput } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const splitIncident = command(
  {
    name: "incidents.split",
    summary: "Takes alerts out into an incident of their own.",
    can: "incidents:write",
    scope: "organization",
    input: SplitIncidentInput,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/split", status: 201 },
    example: (fixture) => ({ id: fixture.incident.id, alertIds: [fixture.alert.id] }),
  },
  async (context, input) => {
    const { tx, now } = context;
    const from = await lockIncident(tx, input.id);
    if (from.mergedInto) throw new ConflictError(`${referenceOf(from.number)} was merged.`);
    const alerts = await getAlerts(tx, input.alertIds);
    if (
      alerts.length !== new Set(input.alertIds).size ||
      alerts.some((alert) => alert.incidentId !== from.id)
    )
      throw new NotFoundError("One of the alerts in this incident");
    if (alerts.length === from.alertCount)
      throw new InvalidError("Leave at least one alert in the incident.");
    const id = context.newId();
    // A new incident starts unacknowledged unless its alerts were.
    const acknowledged =
      alerts.every((alert) => alert.status !== "firing") && from.acknowledgedAt ? from : null;
    const [row] = await openIncidents(context, [
      {
        id,
        alerts,
        method: "manual",
        ...(input.title ? { title: input.title } : {}),
        acknowledged: acknowledged && {
          acknowledgedAt: acknowledged.acknowledgedAt,
          acknowledgedBy: acknowledged.acknowledgedBy,
          acknowledgedById: acknowledged.acknowledgedById,
        },
      },
    ]);
    if (!row) throw new Error("The incident was not inserted.");
    await setIncident(tx, input.alertIds, id, now);
    await linkAlerts(
      context,
      alerts.map((alert) => ({
        incidentId: id,
        alert,
        byPerson: true,
        link: byHand(`Split from ${referenceOf(from.number)} by a person.`),
      })),
    );
    if (from.rootCauseAlertId && input.alertIds.includes(from.rootCauseAlertId))
      await changeIncident(context, from.id, { rootCauseAlertId: null }, undefined, "The incident is gone.");
    const actor = describeActor(context.actor);
    await addTimelineEntries(context, [
      {
        incidentId: from.id,
        type: "status",
        title: `${alerts.length} alert${alerts.length === 1 ? "" : "s"} split into ${referenceOf(row.number)} by ${actor.name}`,
      },
      {
        incidentId: id,
        type: "status",
        title: `Split from ${referenceOf(from.number)} by ${actor.name}`,
        details: from.title,
      },
    ]);
    await settleIncidents(context, [from.id, id]);
    context.audit({
      target: { kind: "incident", id: from.id, label: referenceOf(from.number) },
      detail: { into: referenceOf(row.number), alert_ids: input.alertIds },
    });
    context.emit(IncidentSplit, { ...eventData(row), from_id: from.id });
    return getIncident(tx, id);
  },
);
