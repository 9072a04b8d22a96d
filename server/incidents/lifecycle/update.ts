import { eq } from "drizzle-orm";
import { incidentAlerts, incidents } from "@/drizzle/schema/incidents";
import { ConflictError, command, describeActor, NotFoundError } from "@/server/kernel";
import { changeIncident, emitChange, type IncidentPatch } from "../change";
import { IncidentReopened, IncidentUpdated } from "../events";
import { getIncident, isMember, lockIncident, referenceOf } from "../queries";
import { Incident, UpdateIncidentInput } from "../schema";
import { addTimelineEntries, type TimelineNote } from "../timeline/entries";
import { resolve } from "./resolve";

const words: Partial<Record<keyof typeof UpdateIncidentInput.shape, string>> = {
  title: "Title changed",
  description: "Description changed",
  assignedTeam: "Team changed",
  estimatedImpact: "Impact changed",
  customerImpact: "Customer impact changed",
  postmortemUrl: "Post-mortem linked",
  lessonsLearned: "Lessons learned written",
};

export const updateIncident = command(
  {
    name: "incidents.update",
    summary: "Changes an incident: status, severity, title, assignment, root cause and notes.",
    can: "incidents:write",
    scope: "organization",
    input: UpdateIncidentInput,
    output: Incident,
    rest: { method: "PATCH", path: "/incidents/{id}" },
    example: (fixture) => ({ id: fixture.incident.id, description: "Seen since the morning." }),
  },
  async (context, { id: reference, ...input }) => {
    const { tx, now } = context;
    const before = await lockIncident(tx, reference);
    if (before.mergedInto)
      throw new ConflictError(
        `${referenceOf(before.number)} was merged; change the incident that it ended in.`,
      );
    const by = describeActor(context.actor).name;
    const given = Object.fromEntries(
      Object.entries(input).filter(
        ([key, value]) => value !== undefined && value !== before[key as keyof typeof before],
      ),
    ) as typeof input;
    const { status, ...fields } = given;
    if (fields.assignedTo && !(await isMember(tx, fields.assignedTo)))
      throw new NotFoundError("The member to assign");
    if (fields.rootCauseAlertId) await mustHold(tx, before.id, fields.rootCauseAlertId);

    const patch: IncidentPatch = { ...fields };
    if (fields.title) patch.titleSetBy = by;
    if (fields.severity) patch.severitySetBy = by;
    const reopens = status && status !== "resolved" && before.resolvedAt;
    if (status && status !== "resolved") {
      patch.status = status;
      if (status === "mitigated") patch.mitigatedAt = before.mitigatedAt ?? now;
      if (reopens) Object.assign(patch, { resolvedAt: null, resolvedBy: null, clearedAt: null });
    }
    if (Object.keys(patch).length) {
      const row = await changeIncident(
        context,
        before.id,
        patch,
        eq(incidents.version, before.version),
        "Somebody changed the incident meanwhile. Read it again.",
      );
      await addTimelineEntries(context, notesOf(before.id, given, by));
      context.audit({
        target: { kind: "incident", id: row.id, label: referenceOf(row.number) },
        detail: {
          changed: Object.keys(given),
          ...(status ? { status } : {}),
          ...(fields.severity ? { severity: fields.severity } : {}),
        },
      });
      emitChange(context, reopens ? IncidentReopened : IncidentUpdated, row);
    }
    if (status === "resolved") await resolve(context, { ...before, version: before.version + 1 }, "");
    // A request that changes nothing is still somebody's decision; the audit says so.
    if (!Object.keys(given).length)
      context.audit({
        target: { kind: "incident", id: before.id, label: referenceOf(before.number) },
        detail: { changed: [] },
      });
    return getIncident(tx, before.id);
  },
);

async function mustHold(
  tx: Parameters<typeof getIncident>[0],
  incidentId: string,
  alertId: string,
): Promise<void> {
  const [link] = await tx
    .select({ incidentId: incidentAlerts.incidentId })
    .from(incidentAlerts)
    .where(eq(incidentAlerts.alertId, alertId));
  if (link?.incidentId !== incidentId) throw new NotFoundError("The alert in this incident");
}

function notesOf(incidentId: string, given: Record<string, unknown>, by: string): TimelineNote[] {
  return Object.entries(given).flatMap(([key, value]): TimelineNote[] => {
    if (key === "status")
      return value === "resolved"
        ? []
        : [{ incidentId, type: "status", status: String(value), title: `${by} set the status to ${value}` }];
    if (key === "severity")
      return [
        {
          incidentId,
          type: "status",
          severity: value as "critical",
          title: `${by} set the severity to ${value}`,
        },
      ];
    if (key === "assignedTo")
      return [
        { incidentId, type: "status", title: value ? `${by} assigned it` : `${by} took the assignment away` },
      ];
    if (key === "rootCauseAlertId")
      return [
        {
          incidentId,
          type: "status",
          title: value ? `${by} chose the root cause` : `${by} took the root cause away`,
        },
      ];
    const title = words[key as keyof typeof words];
    return title
      ? [
          {
            incidentId,
            type: "status",
            title: `${title} by ${by}`,
            details: typeof value === "string" ? value.slice(0, 500) : "",
          },
        ]
      : [];
  });
}
