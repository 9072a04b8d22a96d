import { z } from "zod";
import { command } from "@/server/kernel";
import { Acknowledged, acknowledgeIncidentAlerts } from "./acknowledge-alerts";

export const acknowledgeAlert = command(
  {
    name: "incidents.acknowledgeAlert",
    summary: "Acknowledges one alert, which acknowledges its incident.",
    can: "alerts:write",
    scope: "organization",
    input: z.object({ id: z.uuid() }),
    output: Acknowledged,
    rest: { method: "POST", path: "/alerts/{id}/acknowledge" },
    example: (fixture) => ({ id: fixture.alert.id }),
  },
  (context, input) => context.call(acknowledgeIncidentAlerts, { alertIds: [input.id] }),
);
