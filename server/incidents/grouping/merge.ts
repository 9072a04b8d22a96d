import { eq, isNull } from "drizzle-orm";
import { incidentAlerts, incidents } from "@/drizzle/schema/incidents";
import { alertsOfIncident, setIncident } from "@/server/alerts";
import { ConflictError, command, describeActor, InvalidError } from "@/server/kernel";
import { changeIncident, eventData } from "../change";
import { carriesAcknowledgement } from "../core/merge";
import { IncidentMerged } from "../events";
import { settleIncidents } from "../lifecycle/settle-incidents";
import { getIncident, lockIncident, referenceOf } from "../queries";
import { Incident, MergeIncidentsInput } from "../schema";
import { addTimelineEntries } from "../timeline/entries";

export const mergeIncidents = command(
  {
    name: "incidents.merge",
    summary: "Merges another incident into this one; the other ends, and says where it went.",
    can: "incidents:write",
    scope: "organization",
    input: MergeIncidentsInput,
    output: Incident,
    rest: { method: "POST", path: "/incidents/{id}/merge/{otherId}" },
    example: (fixture) => ({ id: fixture.incident.id, otherId: fixture.otherIncident.id }),
  },
  async (context, input) => {
    const { tx, now } = context;
    const into = await lockIncident(tx, input.id);
    const other = await lockIncident(tx, input.otherId);
    if (into.id === other.id) throw new InvalidError("An incident cannot be merged into itself.");
    if (into.resolvedAt)
      throw new ConflictError(`${referenceOf(into.number)} is resolved; merge into an open incident.`);
    const actor = describeActor(context.actor);
    const alerts = await alertsOfIncident(tx, other.id);
    const ended = await changeIncident(
      context,
      other.id,
      {
        status: "resolved",
        resolvedAt: other.resolvedAt ?? now,
        resolvedBy: actor.name,
        mergedInto: into.id,
        alertCount: 0,
        firingCount: 0,
        clearedAt: null,
      },
      isNull(incidents.mergedInto),
      `${referenceOf(other.number)} was merged already.`,
    );
    await setIncident(
      tx,
      alerts.map((alert) => alert.id),
      into.id,
      now,
    );
    await tx
      .update(incidentAlerts)
      .set({ incidentId: into.id })
      .where(eq(incidentAlerts.incidentId, other.id));
    const carry = carriesAcknowledgement(into, other);
    const row = await changeIncident(
      context,
      into.id,
      carry.carries
        ? {
            acknowledgedAt: other.acknowledgedAt,
            acknowledgedBy: other.acknowledgedBy,
            acknowledgedById: other.acknowledgedById,
            ...(into.status === "open" ? { status: "investigating" as const } : {}),
          }
        : {},
      isNull(incidents.resolvedAt),
      `${referenceOf(into.number)} was resolved meanwhile.`,
    );
    await addTimelineEntries(context, [
      {
        incidentId: into.id,
        type: "status",
        title: `${referenceOf(other.number)} merged into this`,
        details: `${other.title}. ${carry.reason}`,
        status: row.status,
      },
      {
        incidentId: other.id,
        type: "status",
        title: `Merged into ${referenceOf(into.number)} by ${actor.name}`,
        status: "resolved",
      },
    ]);
    await settleIncidents(context, [into.id]);
    context.audit({
      target: { kind: "incident", id: into.id, label: referenceOf(into.number) },
      detail: { merged: referenceOf(other.number), alerts: alerts.length },
    });
    context.emit(IncidentMerged, { ...eventData(ended), into_id: into.id });
    return getIncident(tx, into.id);
  },
);
