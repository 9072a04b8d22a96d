import { boolean, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, systemPolicy, tenantPolicy } from "../columns";

/** The tenant itself: its own `id` takes the place of `organization_id`. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    slug: text().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    isDemo: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex("organizations_slug").on(t.slug), tenantPolicy(t.id), systemPolicy()],
);
