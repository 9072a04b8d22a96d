import { getAlerts, setIncident } from "@/server/alerts";
import { command, NotFoundError } from "@/server/kernel";
import { settleIncidents } from "../lifecycle/settle-incidents";
import { getIncident, referenceOf } from "../queries";
import { DeclareIncidentInput, Incident } from "../schema";
import { linkAlerts, openIncidents } from "./open-incidents";

export const declareIncident = command(
  {
    name: "incidents.create",
    summary: "Declares an incident by hand, with or without alerts.",
    can: "incidents:write",
    scope: "organization",
    input: DeclareIncidentInput,
    output: Incident,
    rest: { method: "POST", path: "/incidents" },
    example: (fixture) => ({
      title: "Checkout is slow",
      severity: "warning" as const,
      alertIds: [fixture.looseAlert.id],
    }),
  },
  async (context, input) => {
    const alerts = await getAlerts(context.tx, input.alertIds);
    if (alerts.length !== new Set(input.alertIds).size) throw new NotFoundError("One of the alerts");
    const id = context.newId();
    const [row] = await openIncidents(context, [
      {
        id,
        alerts,
        method: "manual",
        title: input.title,
        description: input.description ?? null,
        severity: input.severity,
        services: input.affectedServices,
        environments: input.affectedEnvironments,
      },
    ]);
    if (!row) throw new Error("The incident was not inserted.");
    const left = alerts.flatMap((alert) => alert.incidentId ?? []);
    await setIncident(context.tx, input.alertIds, id, context.now);
    await linkAlerts(
      context,
      alerts.map((alert) => ({
        incidentId: id,
        alert,
        byPerson: true,
        link: byHand("Taken along when the incident was declared."),
      })),
    );
    await settleIncidents(context, [...left, ...(alerts.length ? [id] : [])]);
    context.audit({
      target: { kind: "incident", id, label: referenceOf(row.number) },
      detail: { title: input.title },
    });
    return getIncident(context.tx, id);
  },
);

/** The evidence of a link that a person made. */
export const byHand = (sentence: string) => ({ method: "manual" as const, score: 1, evidence: {}, sentence });
