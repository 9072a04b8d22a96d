import { z } from "zod";
import { query } from "@/server/kernel";
import { IncidentAlert, IncidentId } from "../schema";
import { getIncidentDetail } from "./get";

export const listIncidentAlerts = query(
  {
    name: "incidents.listAlerts",
    summary: "An incident's alerts, the cause first, each with why it is there.",
    can: "incidents:read",
    scope: "organization",
    input: IncidentId,
    output: z.object({ items: z.array(IncidentAlert), nextCursor: z.null() }),
    rest: { method: "GET", path: "/incidents/{id}/alerts" },
    example: (fixture) => ({ id: fixture.incident.id }),
  },
  async (context, input) => ({
    items: (await context.call(getIncidentDetail, input)).alerts,
    nextCursor: null,
  }),
);
