import { and, eq, gt, isNull } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { invitations, organizationMembers } from "@/drizzle/schema/tenancy";
import { ConflictError, command, NotFoundError, type UserActor } from "@/server/kernel";
import { judgeInvitation } from "../core/judge-invitation";
import { AcceptedInvitation, type InvitationState, InvitationToken } from "../schema";
import { getInvitationByToken } from "./queries";

const gone: Record<InvitationState, string> = {
  pending: "This invitation was taken by somebody else just now.",
  accepted: "This invitation has been used. Sign in to open the organization.",
  expired: "This invitation has expired. Ask for a new one.",
  revoked: "This invitation was taken back. Ask for a new one.",
};

export const acceptInvitation = command(
  {
    name: "tenancy.acceptInvitation",
    summary: "Joins the organization an invitation leads into; only the invited address can, and once",
    scope: "user",
    can: "signed-in",
    input: InvitationToken,
    output: AcceptedInvitation,
    example: (fixture) => ({ token: fixture.invitationToken }),
  },
  async ({ tx, actor, now, audit }, { token }) => {
    const person = actor as UserActor;
    const { invitation, organization } = await getInvitationByToken(tx, token);
    // To everybody else the link is worth nothing; its page says for whom it is.
    if (invitation.email !== person.email.toLowerCase())
      throw new NotFoundError(`An invitation for ${person.email}`);
    const accepted = await tx
      .update(invitations)
      .set({ acceptedAt: now })
      .where(
        and(
          eq(invitations.tokenHash, invitation.tokenHash),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .returning({ id: invitations.id });
    if (!accepted.length) throw new ConflictError(gone[judgeInvitation(invitation, now)]);
    const joined = await tx
      .insert(organizationMembers)
      .values({
        organizationId: organization.id,
        userId: person.userId,
        role: invitation.role,
        name: person.name,
        email: invitation.email,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ userId: organizationMembers.userId });
    if (!joined.length) throw new ConflictError(`You are a member of ${organization.name} already.`);
    await tx.update(users).set({ lastOrganizationId: organization.id }).where(eq(users.id, person.userId));
    audit({
      organizationId: organization.id,
      target: { kind: "invitation", id: invitation.id, label: invitation.email },
      detail: { role: invitation.role },
    });
    const { id, name, slug, isDemo } = organization;
    return { organization: { id, name, slug, isDemo, role: invitation.role } };
  },
);
