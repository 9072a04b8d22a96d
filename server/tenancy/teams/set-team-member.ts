import { teamMemberships } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { getMember, lockOwnOrganization } from "../queries";
import { SetTeamMemberInput, TeamMember } from "../schema";
import { getTeamMember, lockTeam } from "./queries";

export const setTeamMember = command(
  {
    name: "tenancy.setTeamMember",
    summary: "Puts a member of the organization into a team, or changes their role there",
    scope: "organization",
    can: "teams:write",
    input: SetTeamMemberInput,
    output: TeamMember,
    rest: { method: "POST", path: "/teams/{id}/members", status: 201 },
    example: (fixture) => ({ id: fixture.team.id, userId: fixture.otherUser.id }),
  },
  async ({ tx, organizationId, now, newId, audit }, { id, userId, role }) => {
    // The lock keeps the person from being removed from the organization meanwhile.
    await lockOwnOrganization(tx);
    const team = await lockTeam(tx, id);
    const member = await getMember(tx, userId);
    await tx
      .insert(teamMemberships)
      .values({ organizationId, id: newId(), teamId: id, userId, role, joinedAt: now })
      .onConflictDoUpdate({
        target: [teamMemberships.organizationId, teamMemberships.teamId, teamMemberships.userId],
        set: { role },
      });
    audit({ target: { kind: "team", id, label: team.name }, detail: { userId, name: member.name, role } });
    return getTeamMember(tx, id, userId);
  },
);
