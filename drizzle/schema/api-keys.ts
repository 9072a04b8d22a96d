import { index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf, systemPolicy } from "../columns";
import { tenantTable } from "../tenant-table";

/** `api` keys call REST with scopes; `ingest` keys (`aik_…`) may only deliver, to one integration or for a first hour to any. */
export const apiKeys = tenantTable(
  "api_keys",
  {
    id: uuid().notNull(),
    kind: text({ enum: ["api", "ingest"] }).notNull(),
    name: text().notNull(),
    prefix: text().notNull(),
    secretHash: text().notNull(),
    scopes: text().array().notNull().default([]),
    integrationId: uuid(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    revokedAt: instant(),
    replacedBy: uuid(),
    lastUsedAt: instant(),
    lastRefusedAt: instant(),
    lastRefusedFrom: text(),
  },
  (t) => [
    uniqueIndex("api_keys_secret").on(t.secretHash),
    index().on(t.organizationId, t.integrationId),
    oneOf("api_keys_kind", t.kind, ["api", "ingest"]),
    systemPolicy(),
  ],
);
