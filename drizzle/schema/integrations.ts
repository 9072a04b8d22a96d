import { sql } from "drizzle-orm";
import { index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type DeliveryError, deliveryStatuses } from "../../server/integrations/schema";
import { instant, oneOf, systemPolicy } from "../columns";
import { tenantTable } from "../tenant-table";

/** `first_key_id` is the organization's key of a first hour that created it by its first delivery; one per key and source. */
export const integrations = tenantTable(
  "integrations",
  {
    id: uuid().notNull(),
    source: text().notNull(),
    name: text().notNull(),
    environment: text(),
    teamId: uuid(),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    firstKeyId: uuid(),
    createdAt: instant().notNull(),
    lastDeliveryAt: instant(),
    firstFireAt: instant(),
    firstResolveAt: instant(),
  },
  (t) => [
    uniqueIndex("integrations_first_key")
      .on(t.organizationId, t.firstKeyId, t.source)
      .where(sql`first_key_id is not null`),
  ],
);

/** One row per request that carried a valid key; the body is encrypted and outlives its row only until `body_until`. */
export const deliveries = tenantTable(
  "deliveries",
  {
    id: uuid().notNull(),
    integrationId: uuid(),
    source: text().notNull(),
    receivedAt: instant().notNull(),
    status: text({ enum: deliveryStatuses }).notNull(),
    bytes: integer().notNull(),
    alertCount: integer().notNull().default(0),
    opened: integer().notNull().default(0),
    repeated: integer().notNull().default(0),
    resolved: integer().notNull().default(0),
    ignored: integer().notNull().default(0),
    truncated: integer().notNull().default(0),
    errorCount: integer().notNull().default(0),
    errors: jsonb().$type<DeliveryError[]>().notNull().default([]),
    body: text(),
    bodyUntil: instant(),
    replayedAt: instant(),
  },
  (t) => [
    oneOf("deliveries_status", t.status, deliveryStatuses),
    index().on(t.organizationId, t.integrationId, t.id.desc().nullsFirst()),
    index("deliveries_body_until").on(t.bodyUntil).where(sql`body_until is not null`),
    systemPolicy(),
  ],
);
