import { z } from "zod";
import { alertKinds, deliveryStatuses, severities } from "./enums";

export { alertKinds, deliveryStatuses, severities };

export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

export const AlertKind = z.enum(alertKinds);
export type AlertKind = z.infer<typeof AlertKind>;

export const transitions = [
  "fire",
  "update",
  "acknowledge",
  "unacknowledge",
  "resolve",
  "comment",
  "ignore",
] as const;
export type Transition = (typeof transitions)[number];

/** What one part of a delivery says about one problem, in the words of no tool. */
export type Observation = {
  /** When it happened at the source, else when it was received; observations of one key are ordered by it. */
  sourceEventAt: Date;
  /** Names the problem within its integration. */
  dedupKey: string;
  kind: AlertKind;
  transition: Transition;
  severity: Severity;
  /** The source's own word; null where it gave none. */
  sourceSeverity: string | null;
  alertName: string;
  /** When the problem began; null where the source does not say. */
  startsAt: Date | null;
  endsAt: Date | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  value: string | null;
  sourceUrl: string | null;
  service: string | null;
  environment: string | null;
  instance: string | null;
  /** The name or slug of the team that the source names. */
  team: string | null;
};

export const resolveAbilities = ["always", "if_configured", "never"] as const;

/** What the browser may know of an alert source: its manifest without the parser. */
export const SourceInfo = z.object({
  id: z.string(),
  name: z.string(),
  resolves: z.enum(resolveAbilities),
  summary: z.string(),
  documentationUrl: z.string().nullable(),
});
export type SourceInfo = z.infer<typeof SourceInfo>;
export const SourcePage = z.object({ items: z.array(SourceInfo), nextCursor: z.null() });

export const Integration = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.string(),
  sourceName: z.string(),
  environment: z.string().nullable().describe("Given to alerts that name none."),
  teamId: z.uuid().nullable(),
  settings: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
  lastDeliveryAt: z.date().nullable(),
  firstFireAt: z.date().nullable(),
  firstResolveAt: z.date().nullable(),
  keyPrefix: z.string().nullable(),
});
export type Integration = z.infer<typeof Integration>;

export const ListIntegrationsInput = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export const IntegrationPage = z.object({ items: z.array(Integration), nextCursor: z.string().nullable() });

export const CreateIntegrationInput = z.object({
  source: z.string().max(40),
  name: z.string().trim().min(1).max(100),
  environment: z.string().trim().max(100).nullish(),
  teamId: z.uuid().nullish(),
  settings: z.record(z.string(), z.unknown()).default({}),
});
export const CreatedIntegration = z.object({
  integration: Integration,
  key: z.string().describe("Shown once."),
});
export const UpdateIntegrationInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100).optional(),
  environment: z.string().trim().max(100).nullable().optional(),
  teamId: z.uuid().nullable().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
});
export const DeletedIntegration = z.object({
  id: z.uuid(),
  closedAlerts: z
    .number()
    .int()
    .describe("Alerts that were open and are expired now: nobody would have closed them."),
});
export const IntegrationId = z.object({ id: z.uuid() });

/** Where to send and what to paste, filled with this deployment's address; `{key}` stands where the key is not known any more. */
export const IntegrationSetup = z.object({
  url: z.string(),
  steps: z.array(
    z.object({
      title: z.string(),
      text: z.string(),
      code: z.string().nullable(),
      language: z.string().nullable(),
    }),
  ),
});
export type IntegrationSetup = z.infer<typeof IntegrationSetup>;
export const IntegrationDetail = Integration.extend({
  setup: IntegrationSetup,
  seen: z.object({
    deliveries: z.number().int(),
    alerts: z.number().int(),
    labels: z.array(z.string()).describe("Label keys of the latest alerts."),
    missing: z.array(z.enum(["service", "environment", "severity"])).describe("What the latest alerts lack."),
  }),
});
export type IntegrationDetail = z.infer<typeof IntegrationDetail>;

export const DeliveryStatus = z.enum(deliveryStatuses);
export const DeliveryError = z.object({
  index: z.number().int().nullable(),
  path: z.string(),
  message: z.string(),
});
export type DeliveryError = z.infer<typeof DeliveryError>;
export const Delivery = z.object({
  id: z.uuid(),
  integrationId: z.uuid().nullable(),
  integrationName: z.string().nullable(),
  source: z.string(),
  receivedAt: z.date(),
  status: DeliveryStatus,
  bytes: z.number().int(),
  alertCount: z.number().int(),
  opened: z.number().int(),
  repeated: z.number().int(),
  resolved: z.number().int(),
  ignored: z.number().int(),
  truncated: z.number().int().describe("Alerts that the sender says it left out."),
  errorCount: z.number().int(),
  firstError: z.string().nullable(),
  bodyUntil: z.date().nullable().describe("How long the body is kept; null when it is gone."),
  replayedAt: z.date().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryDetail = Delivery.extend({
  errors: z.array(DeliveryError),
  body: z.string().nullable().describe("The body with values of secret-looking keys masked."),
});
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;
export const DeliveryId = z.object({ id: z.uuid() });
export const ListDeliveriesInput = z.object({
  integrationId: z.uuid().optional(),
  status: DeliveryStatus.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export const DeliveryPage = z.object({ items: z.array(Delivery), nextCursor: z.string().nullable() });

export const CountDeliveriesInput = z.object({
  after: z.date().describe("Deliveries received later than this are counted, over every organization."),
  until: z.date(),
});
export const DeliveryCount = z.object({
  source: z.string(),
  status: DeliveryStatus,
  deliveries: z.number().int(),
  opened: z.number().int(),
  repeated: z.number().int(),
  resolved: z.number().int(),
});
export type DeliveryCount = z.infer<typeof DeliveryCount>;
export const DeliveryCounts = z.object({ items: z.array(DeliveryCount) });
