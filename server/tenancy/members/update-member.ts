import { eq } from "drizzle-orm";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { countOwners, currentRole, getMember, lockOwnOrganization } from "../queries";
import { Member, UpdateMemberInput } from "../schema";
import { permitMemberChange } from "./permit-member-change";

export const updateMember = command(
  {
    name: "tenancy.updateMember",
    summary: "Changes a member's role; only owners make or unmake owners, and one always stays",
    scope: "organization",
    can: "members:write",
    input: UpdateMemberInput,
    output: Member,
    rest: { method: "PATCH", path: "/members/{userId}" },
    example: (fixture) => ({ userId: fixture.otherUser.id, role: "member" as const }),
  },
  async ({ tx, actor, audit }, { userId, role }) => {
    await lockOwnOrganization(tx);
    const member = await getMember(tx, userId);
    permitMemberChange({
      by: await currentRole(tx, actor),
      from: member.role,
      to: role,
      ownerCount: await countOwners(tx),
    });
    await tx.update(organizationMembers).set({ role }).where(eq(organizationMembers.userId, userId));
    audit({
      target: { kind: "member", id: userId, label: member.name },
      detail: { from: member.role, to: role },
    });
    return { ...member, role };
  },
);
