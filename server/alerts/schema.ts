import { z } from "zod";
import { AlertKind, alertKinds, Severity, severities } from "../integrations/schema";
import { alertChips, alertStatuses, resolvedReasons } from "./enums";

// A source says how bad something is and of what kind, so these words live with the sources.
export { AlertKind, alertKinds, alertStatuses, resolvedReasons, Severity, severities };

export const AlertStatus = z.enum(alertStatuses);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const ResolvedReason = z.enum(resolvedReasons);
export type ResolvedReason = z.infer<typeof ResolvedReason>;

export const Labels = z.record(z.string(), z.string());
export type Labels = z.infer<typeof Labels>;

/** One episode of one problem: the key (organization, integration, dedup key) and its start. */
export const Alert = z.object({
  id: z.uuid(),
  alertName: z.string(),
  severity: Severity,
  sourceSeverity: z.string().nullable(),
  status: AlertStatus,
  kind: AlertKind,
  mutedBy: z.string().nullable(),
  flapping: z.boolean(),
  stale: z.boolean(),
  service: z.string().nullable(),
  environment: z.string().nullable(),
  instance: z.string().nullable(),
  labels: Labels,
  annotations: Labels,
  fingerprint: z.string(),
  timestamp: z.date().describe("When the episode began, by its source's clock."),
  lastSeenAt: z.date(),
  acknowledgedAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  resolvedReason: ResolvedReason.nullable(),
  repeatCount: z.number().int(),
  value: z.string().nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  integrationId: z.uuid(),
  teamId: z.uuid().nullable(),
  incidentId: z.uuid().nullable(),
  previousId: z.uuid().nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** A row of the alert list: the alert with the number and title of its incident. */
export const AlertListItem = Alert.extend({
  integrationName: z.string(),
  incident: z
    .object({ id: z.uuid(), reference: z.string(), title: z.string(), assignedTo: z.uuid().nullable() })
    .nullable(),
});
export type AlertListItem = z.infer<typeof AlertListItem>;

export const AlertChip = z.enum(alertChips);
export type AlertChip = z.infer<typeof AlertChip>;

const limit = z.coerce.number().int().min(1).max(200).default(50);

export const ListAlertsInput = z.object({
  view: AlertChip.or(z.literal("all")).default("firing"),
  severity: Severity.optional(),
  service: z.string().max(200).optional(),
  environment: z.string().max(200).optional(),
  integrationId: z.uuid().optional(),
  incidentId: z.uuid().optional(),
  label: z.string().max(1000).optional().describe("One label as key=value."),
  search: z.string().trim().max(200).optional().describe("Beginning of the alert name, in any case."),
  order: z
    .enum(["newest", "severity"])
    .default("newest")
    .describe("`severity`: critical first, newest first within."),
  limit,
  cursor: z.string().max(500).optional(),
});
export type ListAlertsInput = z.infer<typeof ListAlertsInput>;
export const AlertPage = z.object({ items: z.array(AlertListItem), nextCursor: z.string().nullable() });
export type AlertPage = z.infer<typeof AlertPage>;

export const AlertCounts = z
  .record(AlertChip, z.number().int())
  .describe("Counts per chip, capped at 1,000.");
export type AlertCounts = z.infer<typeof AlertCounts>;

/** What the list can be narrowed to: names seen in the latest 5,000 alerts. */
export const AlertFacets = z.object({ services: z.array(z.string()), environments: z.array(z.string()) });
export type AlertFacets = z.infer<typeof AlertFacets>;

/** One alert with its labels' neighbours: what its page shows. */
export const AlertDetail = AlertListItem.extend({
  episodes: z
    .array(
      z.object({
        id: z.uuid(),
        timestamp: z.date(),
        resolvedAt: z.date().nullable(),
        resolvedReason: ResolvedReason.nullable(),
        repeatCount: z.number().int(),
      }),
    )
    .describe("This and the key's other episodes, newest first, at most 50."),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

export const AlertId = z.object({ id: z.uuid() });

/** Labels that name a thing two alerts can share, in the order in which they are looked at after the service. */
export const placeLabels = ["deployment", "host", "pod"] as const;

/** A thing in an environment at which an alert is. `id` is the same for the same thing, and a uuid whatever its name holds. */
export type Place = { key: "service" | (typeof placeLabels)[number]; value: string; id: string };
