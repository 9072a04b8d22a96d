import { eq } from "drizzle-orm";
import { savedViews, teamMemberships, teams } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { Team, TeamId } from "../schema";
import { lockTeam, presentTeam } from "./queries";

export const deleteTeam = command(
  {
    name: "tenancy.deleteTeam",
    summary: "Deletes a team with its memberships and saved views; its people stay in the organization",
    scope: "organization",
    can: "teams:write",
    input: TeamId,
    output: Team,
    rest: { method: "DELETE", path: "/teams/{id}" },
    example: (fixture) => ({ id: fixture.team.id }),
  },
  async ({ tx, audit }, { id }) => {
    const team = await lockTeam(tx, id);
    await tx.delete(savedViews).where(eq(savedViews.teamId, id));
    const members = await tx.delete(teamMemberships).where(eq(teamMemberships.teamId, id)).returning();
    await tx.delete(teams).where(eq(teams.id, id));
    audit({ target: { kind: "team", id, label: team.name }, detail: { members: members.length } });
    return presentTeam(team, 0);
  },
);
