import { sql } from "drizzle-orm";
import { index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, systemPolicy } from "../columns";
import { tenantTable } from "../tenant-table";

/** Events that are committed but not yet taken by the job engine. */
export const outbox = tenantTable(
  "outbox",
  {
    id: uuid().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    coalesceKey: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    index().on(t.createdAt),
    uniqueIndex("outbox_coalesce").on(t.organizationId, t.coalesceKey).where(sql`coalesce_key is not null`),
    systemPolicy(),
  ],
);

/** What sweeps have to look at, and when: a sweep touches only organizations that have something open. */
export const dueWork = tenantTable(
  "due_work",
  {
    sweep: text().notNull(),
    dueAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.sweep] }), index().on(t.dueAt), systemPolicy()],
);

/** Append-only: the app may insert and read, nothing else; see access.sql. */
export const auditLog = tenantTable(
  "audit_log",
  {
    id: uuid().notNull(),
    at: instant().notNull(),
    action: text().notNull(),
    actorKind: text().notNull(),
    actorId: uuid(),
    actorName: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    targetLabel: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text(),
  },
  (t) => [
    systemPolicy(),
    index().on(t.organizationId, t.targetKind, t.targetId),
    index().on(t.organizationId, t.action, t.id.desc().nullsFirst()),
    index().on(t.organizationId, t.actorId, t.id.desc().nullsFirst()),
  ],
);
