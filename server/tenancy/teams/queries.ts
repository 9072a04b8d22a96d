import { and, count, eq } from "drizzle-orm";
import { organizationMembers, teamMemberships, teams } from "@/drizzle/schema/tenancy";
import { NotFoundError, type Tx } from "@/server/kernel";
import type { TeamMember } from "../schema";

type TeamRow = typeof teams.$inferSelect;

export const presentTeam = (row: TeamRow, memberCount: number) => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  memberCount,
  createdAt: row.createdAt,
});

export async function countTeamMembers(tx: Tx, teamId: string): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(teamMemberships)
    .where(eq(teamMemberships.teamId, teamId));
  return row?.total ?? 0;
}

/** A team, locked until the transaction ends, so that nobody joins one that is being deleted. */
export async function lockTeam(tx: Tx, id: string): Promise<TeamRow> {
  const [row] = await tx.select().from(teams).where(eq(teams.id, id)).for("update");
  if (!row) throw new NotFoundError("The team");
  return row;
}

/** Memberships with the person's name, as a query to narrow further. */
export const selectTeamMembers = (tx: Tx) =>
  tx
    .select({
      teamId: teamMemberships.teamId,
      userId: teamMemberships.userId,
      name: organizationMembers.name,
      email: organizationMembers.email,
      role: teamMemberships.role,
      joinedAt: teamMemberships.joinedAt,
    })
    .from(teamMemberships)
    .innerJoin(organizationMembers, eq(organizationMembers.userId, teamMemberships.userId));

export async function getTeamMember(tx: Tx, teamId: string, userId: string): Promise<TeamMember> {
  const [row] = await selectTeamMembers(tx).where(
    and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, userId)),
  );
  if (!row) throw new NotFoundError("The team's member");
  return row;
}
