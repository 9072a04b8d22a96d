import { isNull } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { resolveAlerts } from "@/server/alerts";
import { type Context, command, describeActor } from "@/server/kernel";
import { changeIncident, emitChange } from "../change";
import { IncidentResolved } from "../events";
import { getIncident, type IncidentRow, lockIncident, referenceOf } from "../queries";
import { Incident, ResolveIncidentInput } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const resolveIncident = command(
  {
    name: "incidents.resolve",
    summary: "Ends an incident by hand; its alerts that still fire are closed with it.",
    can: "incidents:write",
    scope: "organization",
    input: ResolveIncidentInput,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/resolve" },
    example: (fixture) => ({ id: fixture.otherIncident.id }),
  },
  async (context, input) => {
    const before = await lockIncident(context.tx, input.id);
    await resolve(context, before, input.note ?? "");
    return getIncident(context.tx, before.id);
  },
);

/** The end by a person's hand. */
export async function resolve(context: Context, before: IncidentRow, note: string): Promise<void> {
  const actor = describeActor(context.actor);
  const closed = await resolveAlerts(context.tx, { incidentId: before.id }, "person", context.now);
  const row = await changeIncident(
    context,
    before.id,
    {
      status: "resolved",
      resolvedAt: context.now,
      resolvedBy: actor.name,
      clearedAt: context.now,
      firingCount: 0,
    },
    isNull(incidents.resolvedAt),
    `${referenceOf(before.number)} is resolved already.`,
  );
  await addTimelineEntries(context, [
    {
      incidentId: row.id,
      type: "status",
      status: "resolved",
      title: `Resolved by ${actor.name}`,
      details: note,
    },
  ]);
  context.audit({
    target: { kind: "incident", id: row.id, label: referenceOf(row.number) },
    detail: { alerts_closed: closed.length, ...(note ? { note } : {}) },
  });
  emitChange(context, IncidentResolved, row);
}
