import { and, eq } from "drizzle-orm";
import type { savedViews } from "@/drizzle/schema/tenancy";
import { teamMemberships } from "@/drizzle/schema/tenancy";
import { type Actor, ForbiddenError, roleAtLeast, type Tx } from "@/server/kernel";
import { currentRole } from "../queries";
import type { SavedView } from "../schema";

export const presentView = (row: typeof savedViews.$inferSelect): SavedView => ({
  id: row.id,
  room: row.room,
  name: row.name,
  query: row.query,
  teamId: row.teamId,
  createdAt: row.createdAt,
});

/** Refuses to change a team's views to people outside it; admins, keys and automations may. */
export async function permitTeamViews(tx: Tx, actor: Actor, teamId: string): Promise<void> {
  if (actor.kind !== "user" || roleAtLeast(await currentRole(tx, actor), "admin")) return;
  const [membership] = await tx
    .select({ id: teamMemberships.id })
    .from(teamMemberships)
    .where(and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, actor.userId)));
  if (!membership) throw new ForbiddenError("Only the team's members change its views.");
}
