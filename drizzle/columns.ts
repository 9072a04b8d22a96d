import { sql } from "drizzle-orm";
import { check, type PgColumn, pgPolicy, pgRole, timestamp } from "drizzle-orm/pg-core";

export const appRole = pgRole("aiops_app").existing();
export const systemRole = pgRole("aiops_system").existing();

/** An instant, to the millisecond, as JavaScript has it; every time in this database is one. */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });

// `nullif` because the setting is an empty string, not null, after the transaction that set it.
const currentOrganization = sql`(select nullif(current_setting('app.organization_id', true), '')::uuid)`;

export const tenantPolicy = (column: PgColumn) =>
  pgPolicy("tenant", {
    for: "all",
    to: appRole,
    using: sql`${column} = ${currentOrganization}`,
    withCheck: sql`${column} = ${currentOrganization}`,
  });

/** Policy of system tables, and second policy of the few tenant tables that are read across organizations. */
export const systemPolicy = () =>
  pgPolicy("system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` });

/** A closed set of values as text with a CHECK: enum operators are not leakproof, so RLS would keep them from indexes. */
export const oneOf = (name: string, column: PgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`);
