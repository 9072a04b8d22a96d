import { eq, like, or, sql } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { organizations } from "@/drizzle/schema/organizations";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import type { Tx } from "@/server/kernel";
import { freeSlug, slugify } from "../core/slug";

export type Founding = {
  id: string;
  name: string;
  owner: { userId: string; name: string; email: string };
  now: Date;
};

/** One founding at a time: of two first comers one is first, and no slug is given twice. */
export const lockFounding = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('aiops.organizations'))`);

/** Stores an organization and its owner, under the founding lock, as the system's role. */
export async function foundOrganization(tx: Tx, { id, name, owner, now }: Founding) {
  const base = slugify(name, "organization");
  const taken = await tx
    .select({ slug: organizations.slug })
    .from(organizations)
    .where(or(eq(organizations.slug, base), like(organizations.slug, `${base}-%`)));
  const organization = {
    id,
    name,
    slug: freeSlug(
      base,
      taken.map((row) => row.slug),
    ),
    settings: {},
    isDemo: false,
    createdAt: now,
  };
  await tx.insert(organizations).values(organization);
  await tx
    .insert(organizationMembers)
    .values({ organizationId: id, role: "owner", createdAt: now, ...owner });
  await tx.update(users).set({ lastOrganizationId: id }).where(eq(users.id, owner.userId));
  return organization;
}
