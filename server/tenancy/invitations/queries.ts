import { eq, sql } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { organizations } from "@/drizzle/schema/organizations";
import { invitations } from "@/drizzle/schema/tenancy";
import { hashToken, NotFoundError, type Tx } from "@/server/kernel";
import { judgeInvitation } from "../core/judge-invitation";
import type { Invitation } from "../schema";

type InvitationRow = typeof invitations.$inferSelect;

export const presentInvitation = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  state: judgeInvitation(row, now),
  invitedBy: row.invitedBy,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
});

/** An invitation by the secret of its link, with its organization. For the system's role. */
export async function getInvitationByToken(tx: Tx, token: string) {
  const [row] = await tx
    .select({ invitation: invitations, organization: organizations })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!row) throw new NotFoundError("The invitation");
  return row;
}

/** Whether an address can sign in already. For the system's role; addresses are stored in lower case. */
export async function hasAccount(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  return rows.length > 0;
}
