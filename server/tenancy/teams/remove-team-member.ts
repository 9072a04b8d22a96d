import { and, eq } from "drizzle-orm";
import { teamMemberships } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { RemoveTeamMemberInput, TeamMember } from "../schema";
import { getTeamMember, lockTeam } from "./queries";

export const removeTeamMember = command(
  {
    name: "tenancy.removeTeamMember",
    summary: "Takes a person out of a team",
    scope: "organization",
    can: "teams:write",
    input: RemoveTeamMemberInput,
    output: TeamMember,
    rest: { method: "DELETE", path: "/teams/{id}/members/{userId}" },
    example: (fixture) => ({ id: fixture.team.id, userId: fixture.user.id }),
  },
  async ({ tx, audit }, { id, userId }) => {
    const team = await lockTeam(tx, id);
    const member = await getTeamMember(tx, id, userId);
    await tx
      .delete(teamMemberships)
      .where(and(eq(teamMemberships.teamId, id), eq(teamMemberships.userId, userId)));
    audit({ target: { kind: "team", id, label: team.name }, detail: { userId, name: member.name } });
    return member;
  },
);
