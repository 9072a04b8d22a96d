import { and, eq, isNull } from "drizzle-orm";
import { invitations, organizationMembers } from "@/drizzle/schema/tenancy";
import { environment, isDemoPerson } from "@/server/env";
import { ConflictError, command, describeActor, hashToken, InvalidError, newToken } from "@/server/kernel";
import { INVITATION_LIFE_MS } from "../core/judge-invitation";
import { permitMemberChange } from "../members/permit-member-change";
import { countOwners, currentRole, lockOwnOrganization } from "../queries";
import { CreatedInvitation, CreateInvitationInput } from "../schema";
import { presentInvitation } from "./queries";

export const createInvitation = command(
  {
    name: "tenancy.createInvitation",
    summary: "Invites an e-mail address; answers the link, which works once and for 7 days",
    scope: "organization",
    can: "members:write",
    input: CreateInvitationInput,
    output: CreatedInvitation,
    rest: { method: "POST", path: "/invitations" },
    example: () => ({ email: "new.colleague@example.com" }),
  },
  async ({ tx, organizationId, actor, now, newId, audit }, { email, role }) => {
    if (isDemoPerson(email)) throw new InvalidError("The demo's person cannot be invited.");
    await lockOwnOrganization(tx);
    permitMemberChange({
      by: await currentRole(tx, actor),
      from: null,
      to: role,
      ownerCount: await countOwners(tx),
    });
    const [member] = await tx.select().from(organizationMembers).where(eq(organizationMembers.email, email));
    if (member) throw new ConflictError(`${email} is a member already.`);
    // A new invitation takes the place of an unused one, so that one address holds one working link.
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(
        and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)),
      );
    const token = newToken("aii");
    const invitation = {
      organizationId,
      id: newId(),
      email,
      role,
      tokenHash: hashToken(token),
      invitedBy: describeActor(actor).name,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_LIFE_MS),
      acceptedAt: null,
      revokedAt: null,
    };
    await tx.insert(invitations).values(invitation);
    audit({ target: { kind: "invitation", id: invitation.id, label: email }, detail: { role } });
    return {
      invitation: presentInvitation(invitation, now),
      link: `${environment().publicUrl}/invitation/${token}`,
    };
  },
);
