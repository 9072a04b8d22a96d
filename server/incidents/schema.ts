import { z } from "zod";
import { Alert, Severity } from "../alerts/schema";

export const incidentStatuses = ["open", "investigating", "identified", "mitigated", "resolved"] as const;
export const IncidentStatus = z.enum(incidentStatuses);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

export const correlationMethods = ["temporal", "topology", "label", "manual", "ml"] as const;
export const CorrelationMethod = z.enum(correlationMethods);
export type CorrelationMethod = z.infer<typeof CorrelationMethod>;

export const impacts = ["high", "medium", "low"] as const;
export const Impact = z.enum(impacts);

/** An incident's id, or its reference INC-42 in any case. */
export const IncidentRef = z
  .string()
  .regex(
    /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|inc-\d{1,9})$/i,
    "Give an incident's id or INC-42.",
  );
export const IncidentId = z.object({ id: IncidentRef });

export const Incident = z.object({
  id: z.uuid(),
  reference: z.string().describe("INC-42: the number within the organization."),
  title: z.string(),
  description: z.string().nullable(),
  status: IncidentStatus,
  severity: Severity,
  correlationMethod: CorrelationMethod,
  rootCauseAlertId: z.uuid().nullable(),
  affectedServices: z.array(z.string()),
  affectedEnvironments: z.array(z.string()),
  estimatedImpact: Impact.nullable(),
  customerImpact: z.boolean(),
  startedAt: z.date(),
  detectedAt: z.date(),
  acknowledgedAt: z.date().nullable(),
  acknowledgedBy: z.string().nullable(),
  mitigatedAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  assignedTo: z.uuid().nullable(),
  assignedToName: z.string().nullable(),
  assignedTeam: z.string().nullable(),
  postmortemUrl: z.string().nullable(),
  lessonsLearned: z.string().nullable(),
  mergedInto: z.uuid().nullable(),
  previousId: z
    .uuid()
    .nullable()
    .describe("The incident that this one follows after it had been resolved too long to reopen."),
  alertCount: z.number().int(),
  firingCount: z.number().int(),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Incident = z.infer<typeof Incident>;

/** Why an alert is in an incident, as the engine decided or a person said. */
export const LinkEvidence = z.object({
  method: CorrelationMethod,
  score: z.number().min(0).max(1),
  evidence: z.record(z.string(), z.unknown()),
  sentence: z.string(),
});
export type LinkEvidence = z.infer<typeof LinkEvidence>;

export const IncidentAlert = z.object({
  alert: Alert,
  addedAt: z.date(),
  addedBy: z.string().nullable().describe("Null when the engine joined it."),
  isRootCause: z.boolean(),
  link: LinkEvidence,
});
export type IncidentAlert = z.infer<typeof IncidentAlert>;

export const IncidentDetail = Incident.extend({
  alerts: z.array(IncidentAlert).describe("The first 500: the cause, then what fires, then the worst."),
  moreAlerts: z.string().nullable().describe("The cursor to the rest; null where these are all."),
  previous: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }).nullable(),
  mergedIntoReference: z.string().nullable(),
});
export type IncidentDetail = z.infer<typeof IncidentDetail>;

const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(500).optional();

/** So many alerts come with an incident, and so many in a page of them. */
export const INCIDENT_ALERTS = 500;
export const ListIncidentAlertsInput = IncidentId.extend({
  limit: z.coerce.number().int().min(1).max(INCIDENT_ALERTS).default(INCIDENT_ALERTS),
  cursor,
});
export const IncidentAlertPage = z.object({
  items: z.array(IncidentAlert),
  nextCursor: z.string().nullable(),
});
export type IncidentAlertPage = z.infer<typeof IncidentAlertPage>;

export const incidentViews = ["open", "unacknowledged", "mine", "resolved", "all"] as const;
export const ListIncidentsInput = z.object({
  view: z.enum(incidentViews).default("open"),
  status: IncidentStatus.optional(),
  severity: Severity.optional(),
  service: z.string().max(200).optional(),
  search: z.string().trim().max(200).optional().describe("Words of the title, or INC-42."),
  order: z
    .enum(["newest", "severity"])
    .default("newest")
    .describe("`severity`: critical first, newest first within."),
  limit,
  cursor,
});
export type ListIncidentsInput = z.infer<typeof ListIncidentsInput>;
export const IncidentPage = z.object({ items: z.array(Incident), nextCursor: z.string().nullable() });

export const DeclareIncidentInput = z.object({
  title: z.string().trim().min(1).max(300),
  description: z.string().max(20_000).nullish(),
  severity: Severity.default("warning"),
  affectedServices: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
  affectedEnvironments: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
  alertIds: z.array(z.uuid()).max(500).default([]).describe("Alerts to take along."),
});

export const UpdateIncidentInput = IncidentId.extend({
  title: z.string().trim().min(1).max(300).optional(),
  description: z.string().max(20_000).nullable().optional(),
  status: IncidentStatus.optional(),
  severity: Severity.optional(),
  assignedTo: z.uuid().nullable().optional().describe("A member's user id; null takes the assignment away."),
  assignedTeam: z.string().max(200).nullable().optional(),
  estimatedImpact: Impact.nullable().optional(),
  customerImpact: z.boolean().optional(),
  rootCauseAlertId: z.uuid().nullable().optional(),
  postmortemUrl: z.url().max(2000).nullable().optional(),
  lessonsLearned: z.string().max(50_000).nullable().optional(),
});

export const ResolveIncidentInput = IncidentId.extend({ note: z.string().trim().max(5000).optional() });
export const AddIncidentAlertsInput = IncidentId.extend({ alertIds: z.array(z.uuid()).min(1).max(500) });
export const RemoveIncidentAlertInput = IncidentId.extend({ alertId: z.uuid() });
export const MergeIncidentsInput = IncidentId.extend({
  otherId: IncidentRef.describe("The incident that ends in the first."),
});
export const SplitIncidentInput = IncidentId.extend({
  alertIds: z.array(z.uuid()).min(1).max(500),
  title: z.string().trim().min(1).max(300).optional(),
});

export const Comment = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  body: z.string(),
  authorName: z.string(),
  authorId: z.uuid().nullable(),
  createdAt: z.date(),
});
export type Comment = z.infer<typeof Comment>;
export const AddCommentInput = IncidentId.extend({ body: z.string().trim().min(1).max(20_000) });

export const timelineTypes = [
  "alert",
  "change",
  "execution",
  "comment",
  "notification",
  "status",
  "analysis",
] as const;
export const TimelineType = z.enum(timelineTypes);
export const TimelineEvent = z.object({
  id: z.uuid(),
  type: TimelineType,
  timestamp: z.date(),
  title: z.string(),
  severity: Severity.optional(),
  status: z.string().optional(),
  details: z.string(),
  alertId: z.uuid().optional(),
  actor: z.string().optional(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;
export const TimelineInput = IncidentId.extend({
  limit: z.coerce.number().int().min(1).max(5000).default(1000).describe("The newest so many."),
  cursor,
});
export const Timeline = z.object({
  events: z.array(TimelineEvent).describe("Oldest first."),
  nextCursor: z.string().nullable().describe("To what happened before these; null where nothing did."),
});
export type Timeline = z.infer<typeof Timeline>;
