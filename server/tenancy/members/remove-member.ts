import { eq } from "drizzle-orm";
import { organizationMembers, savedViews, teamMemberships } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { countOwners, currentRole, getMember, lockOwnOrganization } from "../queries";
import { Member, MemberId } from "../schema";
import { permitMemberChange } from "./permit-member-change";

export const removeMember = command(
  {
    name: "tenancy.removeMember",
    summary: "Removes a member from the organization and its teams; what they did stays",
    scope: "organization",
    can: "members:write",
    input: MemberId,
    output: Member,
    rest: { method: "DELETE", path: "/members/{userId}" },
    example: (fixture) => ({ userId: fixture.otherUser.id }),
  },
  async ({ tx, actor, audit }, { userId }) => {
    await lockOwnOrganization(tx);
    const member = await getMember(tx, userId);
    permitMemberChange({
      by: await currentRole(tx, actor),
      from: member.role,
      to: null,
      ownerCount: await countOwners(tx),
    });
    await tx.delete(teamMemberships).where(eq(teamMemberships.userId, userId));
    await tx.delete(savedViews).where(eq(savedViews.userId, userId));
    await tx.delete(organizationMembers).where(eq(organizationMembers.userId, userId));
    audit({ target: { kind: "member", id: userId, label: member.name }, detail: { role: member.role } });
    return member;
  },
);
