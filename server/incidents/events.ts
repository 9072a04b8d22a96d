import { z } from "zod";
import { defineEvent } from "@/server/kernel";

const IncidentChanged = z.object({
  organization_id: z.uuid(),
  incident_id: z.uuid(),
  version: z.number().int(),
});

export const IncidentOpened = defineEvent("incident.opened", 1, IncidentChanged);
export const IncidentUpdated = defineEvent("incident.updated", 1, IncidentChanged);
export const IncidentEscalated = defineEvent("incident.escalated", 1, IncidentChanged);
export const IncidentAcknowledged = defineEvent("incident.acknowledged", 1, IncidentChanged);
export const IncidentUnacknowledged = defineEvent("incident.unacknowledged", 1, IncidentChanged);
export const IncidentResolved = defineEvent("incident.resolved", 1, IncidentChanged);
export const IncidentReopened = defineEvent("incident.reopened", 1, IncidentChanged);
export const IncidentMerged = defineEvent(
  "incident.merged",
  1,
  IncidentChanged.extend({ into_id: z.uuid() }),
);
export const IncidentSplit = defineEvent("incident.split", 1, IncidentChanged.extend({ from_id: z.uuid() }));
