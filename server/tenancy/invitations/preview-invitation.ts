import { query } from "@/server/kernel";
import { judgeInvitation } from "../core/judge-invitation";
import { InvitationPreview, InvitationToken } from "../schema";
import { getInvitationByToken, hasAccount } from "./queries";

export const previewInvitation = query(
  {
    name: "tenancy.previewInvitation",
    summary: "Says to whom an invitation's link belongs and into which organization it leads",
    scope: "anonymous",
    can: "anyone",
    input: InvitationToken,
    output: InvitationPreview,
    example: (fixture) => ({ token: fixture.invitationToken }),
  },
  async ({ tx, now }, { token }) => {
    const { invitation, organization } = await getInvitationByToken(tx, token);
    return {
      organizationName: organization.name,
      email: invitation.email,
      role: invitation.role,
      state: judgeInvitation(invitation, now),
      invitedBy: invitation.invitedBy,
      expiresAt: invitation.expiresAt,
      hasAccount: await hasAccount(tx, invitation.email),
    };
  },
);
