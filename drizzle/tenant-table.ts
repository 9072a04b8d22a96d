import type { BuildExtraConfigColumns } from "drizzle-orm";
import {
  type PgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
  uuid,
} from "drizzle-orm/pg-core";
import { tenantPolicy } from "./columns";
import { organizations } from "./schema/organizations";

const tenantColumns = () => ({
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" }),
});
type TenantColumns = ReturnType<typeof tenantColumns>;

/**
 * A table whose rows belong to one organization: adds `organization_id`, the policy that confines `aiops_app` to the
 * current organization and, where there is an `id`, the primary key (organization_id, id), which is its index.
 */
export function tenantTable<N extends string, C extends Record<string, PgColumnBuilderBase>>(
  name: N,
  columns: C,
  extra: (table: BuildExtraConfigColumns<N, TenantColumns & C, "pg">) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable(name, { ...tenantColumns(), ...columns } as TenantColumns & C, (table) => {
    const own = table as unknown as { organizationId: PgColumn; id?: PgColumn };
    return [
      ...(own.id ? [primaryKey({ columns: [own.organizationId, own.id] })] : []),
      tenantPolicy(own.organizationId),
      ...extra(table as BuildExtraConfigColumns<N, TenantColumns & C, "pg">),
    ];
  });
}
