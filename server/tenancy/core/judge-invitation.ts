import type { InvitationState } from "../schema";

export const INVITATION_LIFE_MS = 7 * 86_400_000;

export type InvitationTimes = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date };

/** What has become of an invitation at an instant. */
export function judgeInvitation(invitation: InvitationTimes, now: Date): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "pending";
}
