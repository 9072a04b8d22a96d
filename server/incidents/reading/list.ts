import { query } from "@/server/kernel";
import { listIncidentRows } from "../queries";
import { IncidentPage, ListIncidentsInput } from "../schema";

export const listIncidents = query(
  {
    name: "incidents.list",
    summary: "Incidents, newest first.",
    can: "incidents:read",
    scope: "organization",
    input: ListIncidentsInput,
    output: IncidentPage,
    rest: { method: "GET", path: "/incidents" },
    example: () => ({ view: "all" as const }),
  },
  ({ tx, actor }, input) => listIncidentRows(tx, input, actor.kind === "user" ? actor.userId : null),
);
