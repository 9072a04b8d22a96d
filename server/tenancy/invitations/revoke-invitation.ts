import { and, eq, isNull } from "drizzle-orm";
import { invitations } from "@/drizzle/schema/tenancy";
import { ConflictError, command, NotFoundError } from "@/server/kernel";
import { judgeInvitation } from "../core/judge-invitation";
import { Invitation, InvitationId } from "../schema";
import { presentInvitation } from "./queries";

export const revokeInvitation = command(
  {
    name: "tenancy.revokeInvitation",
    summary: "Takes an unused invitation back",
    scope: "organization",
    can: "members:write",
    input: InvitationId,
    output: Invitation,
    rest: { method: "DELETE", path: "/invitations/{id}" },
    example: (fixture) => ({ id: fixture.invitation.id }),
  },
  async ({ tx, now, audit }, { id }) => {
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .returning();
    if (!revoked) {
      const [existing] = await tx.select().from(invitations).where(eq(invitations.id, id));
      if (!existing) throw new NotFoundError("The invitation");
      throw new ConflictError(`This invitation is ${judgeInvitation(existing, now)} already.`);
    }
    audit({ target: { kind: "invitation", id, label: revoked.email } });
    return presentInvitation(revoked, now);
  },
);
