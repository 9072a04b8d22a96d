import { and, count, eq, gt, isNull, sql } from "drizzle-orm";
import { accounts, users } from "@/drizzle/schema/auth";
import { organizations } from "@/drizzle/schema/organizations";
import { invitations, organizationMembers } from "@/drizzle/schema/tenancy";
import { hashToken, type Tx } from "@/server/kernel";

// Everything here runs as the system's role: the app's has no grant on people's accounts.

export type UserRow = typeof users.$inferSelect;
export type PendingInvitation = { email: string; organizationName: string };

/** A user by address; the index is on the lower-case form. */
export async function findUserByEmail(tx: Tx, email: string): Promise<UserRow | null> {
  const [row] = await tx
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  return row ?? null;
}

export async function findUser(tx: Tx, id: string): Promise<UserRow | null> {
  const [row] = await tx.select().from(users).where(eq(users.id, id));
  return row ?? null;
}

export async function findUserByAccount(
  tx: Tx,
  provider: string,
  providerAccountId: string,
): Promise<UserRow | null> {
  const [row] = await tx
    .select({ user: users })
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId)));
  return row?.user ?? null;
}

export const linkedProviders = async (tx: Tx, userId: string): Promise<string[]> => {
  const rows = await tx
    .select({ provider: accounts.provider })
    .from(accounts)
    .where(eq(accounts.userId, userId));
  return rows.map((row) => row.provider);
};

/** Organizations that are not the demo's, counted. */
export async function countOrganizations(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(organizations)
    .where(eq(organizations.isDemo, false));
  return row?.total ?? 0;
}

const isPending = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

/** Whether an unused invitation waits for an address. */
export async function isInvited(tx: Tx, email: string, now: Date): Promise<boolean> {
  const rows = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.email, email.toLowerCase()), isPending(now)))
    .limit(1);
  return rows.length > 0;
}

/** The unused invitation behind a link's secret. */
export async function findInvitation(tx: Tx, token: string, now: Date): Promise<PendingInvitation | null> {
  const [row] = await tx
    .select({ email: invitations.email, organizationName: organizations.name })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(and(eq(invitations.tokenHash, hashToken(token)), isPending(now)));
  return row ?? null;
}

/** One membership by the organization's slug. */
export async function findMembership(tx: Tx, userId: string, slug: string) {
  const [row] = await tx
    .select({ organizationId: organizations.id, role: organizationMembers.role })
    .from(organizationMembers)
    .innerJoin(organizations, eq(organizations.id, organizationMembers.organizationId))
    .where(and(eq(organizationMembers.userId, userId), eq(organizations.slug, slug)));
  return row ?? null;
}

/** Slugs of a person's organizations: the one last opened first, then real ones before the demo's, by name. */
export async function organizationSlugs(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ slug: organizations.slug })
    .from(organizationMembers)
    .innerJoin(organizations, eq(organizations.id, organizationMembers.organizationId))
    .innerJoin(users, eq(users.id, organizationMembers.userId))
    .where(eq(organizationMembers.userId, userId))
    .orderBy(
      sql`${organizations.id} is not distinct from ${users.lastOrganizationId} desc`,
      organizations.isDemo,
      sql`lower(${organizations.name})`,
    );
  return rows.map((row) => row.slug);
}
