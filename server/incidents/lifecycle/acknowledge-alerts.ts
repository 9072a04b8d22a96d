import { z } from "zod";
import { getAlerts } from "@/server/alerts";
import { ConflictError, command, NotFoundError } from "@/server/kernel";
import { lockIncidents } from "../queries";
import { acknowledge } from "./acknowledge";

export const Acknowledged = z.object({
  incidentIds: z.array(z.uuid()).describe("The incidents that this acknowledged."),
  already: z.array(z.uuid()).describe("Incidents that somebody had acknowledged, or that are resolved."),
});

export const acknowledgeIncidentAlerts = command(
  {
    name: "incidents.acknowledgeAlerts",
    summary: "Acknowledges alerts, which acknowledges their incidents.",
    can: "alerts:write",
    scope: "organization",
    input: z.object({ alertIds: z.array(z.uuid()).min(1).max(500) }),
    output: Acknowledged,
    rest: { method: "POST", path: "/alerts/acknowledge", status: 200 },
    example: (fixture) => ({ alertIds: [fixture.alert.id] }),
  },
  async (context, input) => {
    const alerts = await getAlerts(context.tx, input.alertIds);
    if (alerts.length !== new Set(input.alertIds).size) throw new NotFoundError("One of the alerts");
    const nameOf = new Map(
      alerts.flatMap((alert) => (alert.incidentId ? [[alert.incidentId, alert.alertName] as const] : [])),
    );
    if (!nameOf.size)
      throw new ConflictError("None of these alerts is in an incident yet. Try again in a moment.");
    const rows = await lockIncidents(context.tx, [...nameOf.keys()]);
    const free = rows.filter((row) => !row.acknowledgedAt && !row.resolvedAt);
    for (const row of free) await acknowledge(context, row.id, nameOf.get(row.id) ?? null);
    const already = rows.filter((row) => !free.includes(row)).map((row) => row.id);
    if (!free.length)
      context.audit({
        target: { kind: "alert", id: input.alertIds[0] ?? "" },
        detail: { already: already.length },
      });
    return { incidentIds: free.map((row) => row.id), already };
  },
);
