import { and, isNotNull, isNull } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { unacknowledgeAlerts } from "@/server/alerts";
import { command, describeActor } from "@/server/kernel";
import { changeIncident, emitChange } from "../change";
import { IncidentUnacknowledged } from "../events";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { Incident, IncidentId } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const unacknowledgeIncident = command(
  {
    name: "incidents.unacknowledge",
    summary: "Takes an acknowledgement back; escalation goes on where it stood.",
    can: "incidents:write",
    scope: "organization",
    input: IncidentId,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/unacknowledge" },
    example: (fixture) => ({ id: fixture.otherIncident.id }),
  },
  async (context, input) => {
    const before = await lockIncident(context.tx, input.id);
    // The acknowledgement assigned it to whoever acknowledged; taking it back takes that along.
    const assigned = before.assignedTo && before.assignedTo === before.acknowledgedById;
    const row = await changeIncident(
      context,
      before.id,
      {
        acknowledgedAt: null,
        acknowledgedBy: null,
        acknowledgedById: null,
        ...(before.status === "investigating" ? { status: "open" as const } : {}),
        ...(assigned ? { assignedTo: null } : {}),
      },
      and(isNotNull(incidents.acknowledgedAt), isNull(incidents.resolvedAt)),
      before.resolvedAt
        ? `${referenceOf(before.number)} is resolved already.`
        : `${referenceOf(before.number)} is not acknowledged.`,
    );
    await unacknowledgeAlerts(context.tx, row.id);
    await addTimelineEntries(context, [
      {
        incidentId: row.id,
        type: "status",
        status: row.status,
        title: `Acknowledgement taken back by ${describeActor(context.actor).name}`,
      },
    ]);
    context.audit({ target: { kind: "incident", id: row.id, label: referenceOf(row.number) } });
    emitChange(context, IncidentUnacknowledged, row);
    return getIncident(context.tx, row.id);
  },
);
