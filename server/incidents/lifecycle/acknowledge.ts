import { and, isNull } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { acknowledgeAlerts } from "@/server/alerts";
import { type Context, command, describeActor } from "@/server/kernel";
import { changeIncident, emitChange } from "../change";
import { IncidentAcknowledged } from "../events";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { Incident, IncidentId } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const acknowledgeIncident = command(
  {
    name: "incidents.acknowledge",
    summary: "Says that somebody has it: stops escalation and marks its firing alerts.",
    can: "incidents:write",
    scope: "organization",
    input: IncidentId,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/acknowledge" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async (context, input) => {
    await acknowledge(context, input.id, null);
    return getIncident(context.tx, input.id);
  },
);

/** The acknowledgement itself; `through` names the alert where somebody acknowledged one of its alerts. */
export async function acknowledge(
  context: Context,
  reference: string,
  through: string | null,
): Promise<void> {
  const before = await lockIncident(context.tx, reference);
  const actor = describeActor(context.actor);
  const row = await changeIncident(
    context,
    before.id,
    {
      acknowledgedAt: context.now,
      acknowledgedBy: actor.name,
      acknowledgedById: actor.kind === "user" ? actor.id : null,
      ...(before.status === "open" ? { status: "investigating" as const } : {}),
      ...(before.assignedTo || actor.kind !== "user" ? {} : { assignedTo: actor.id }),
    },
    and(isNull(incidents.acknowledgedAt), isNull(incidents.resolvedAt)),
    before.resolvedAt
      ? `${referenceOf(before.number)} is resolved already.`
      : `${before.acknowledgedBy ?? "Somebody"} has acknowledged ${referenceOf(before.number)} already.`,
  );
  await acknowledgeAlerts(context.tx, row.id, context.now);
  await addTimelineEntries(context, [
    {
      incidentId: row.id,
      type: "status",
      status: row.status,
      title: `Acknowledged by ${actor.name}`,
      details: through ? `Through the alert ${through}.` : "",
    },
  ]);
  context.audit({ target: { kind: "incident", id: row.id, label: referenceOf(row.number) } });
  emitChange(context, IncidentAcknowledged, row);
}
