import { count, eq, sql } from "drizzle-orm";
import { organizations } from "@/drizzle/schema/organizations";
import { organizationMembers, teams } from "@/drizzle/schema/tenancy";
import { type Actor, ForbiddenError, NotFoundError, type Tx } from "@/server/kernel";
import { type MemberRole, type Organization, OrganizationSettings } from "./schema";

type OrganizationRow = typeof organizations.$inferSelect;
export type MemberRow = typeof organizationMembers.$inferSelect;

/** The organization of this transaction: row-level security leaves exactly one row. */
export async function getOwnOrganization(tx: Tx): Promise<OrganizationRow> {
  const [row] = await tx.select().from(organizations);
  if (!row) throw new NotFoundError("The organization");
  return row;
}

/**
 * The same, locked until the transaction ends: changes of members and settings happen one after the other. The lock
 * leaves foreign keys alone, so that alerts keep arriving meanwhile.
 */
export async function lockOwnOrganization(tx: Tx): Promise<OrganizationRow> {
  const [row] = await tx.select().from(organizations).for("no key update");
  if (!row) throw new NotFoundError("The organization");
  return row;
}

export const presentOrganization = (row: OrganizationRow): Organization => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  settings: OrganizationSettings.parse(row.settings),
  isDemo: row.isDemo,
  createdAt: row.createdAt,
});

/** The settings of this transaction's organization, defaults filled in. */
export async function getOrganizationSettings(tx: Tx): Promise<OrganizationSettings> {
  return OrganizationSettings.parse((await getOwnOrganization(tx)).settings);
}

/** A member of this transaction's organization. */
export async function getMember(tx: Tx, userId: string): Promise<MemberRow> {
  const [row] = await tx.select().from(organizationMembers).where(eq(organizationMembers.userId, userId));
  if (!row) throw new NotFoundError("The member");
  return row;
}

export async function countOwners(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ owners: count() })
    .from(organizationMembers)
    .where(eq(organizationMembers.role, "owner"));
  return row?.owners ?? 0;
}

/** Whose role decides about members: read now, because a session may have been opened before the role was taken away. */
export async function currentRole(tx: Tx, actor: Actor): Promise<MemberRole> {
  if (actor.kind === "automation") return "owner";
  if (actor.kind === "key") return "admin";
  if (actor.kind !== "user") throw new ForbiddenError();
  const [row] = await tx
    .select({ role: organizationMembers.role })
    .from(organizationMembers)
    .where(eq(organizationMembers.userId, actor.userId));
  if (!row) throw new ForbiddenError("You are no longer a member of this organization.");
  return row.role;
}

export async function getTeam(tx: Tx, id: string): Promise<typeof teams.$inferSelect> {
  const [row] = await tx.select().from(teams).where(eq(teams.id, id));
  if (!row) throw new NotFoundError("The team");
  return row;
}

/** Organizations of a person with their role, by name. For the system's role. */
export const organizationsOf = (tx: Tx, userId: string) =>
  tx
    .select({
      id: organizations.id,
      name: organizations.name,
      slug: organizations.slug,
      isDemo: organizations.isDemo,
      role: organizationMembers.role,
    })
    .from(organizationMembers)
    .innerJoin(organizations, eq(organizations.id, organizationMembers.organizationId))
    .where(eq(organizationMembers.userId, userId))
    .orderBy(sql`lower(${organizations.name})`, organizations.id);

/** Organizations that are not the demo's, counted. For the system's role. */
export async function countOrganizations(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(organizations)
    .where(eq(organizations.isDemo, false));
  return row?.total ?? 0;
}
