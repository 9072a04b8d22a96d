import type { MemberRole } from "../schema";

export type MemberChange = {
  /** The role of whoever asks, as it is now. */
  by: MemberRole;
  /** The member's role before, null for somebody who joins. */
  from: MemberRole | null;
  /** The member's role after, null for somebody who leaves. */
  to: MemberRole | null;
  ownerCount: number;
};
export type MemberChangeReason = "allowed" | "unchanged" | "owners_only" | "last_owner";

/** Owners are made and unmade by owners alone, and one of them always stays. */
export function decideMemberChange(change: MemberChange): { allowed: boolean; reason: MemberChangeReason } {
  const touchesOwner = change.from === "owner" || change.to === "owner";
  if (touchesOwner && change.by !== "owner") return { allowed: false, reason: "owners_only" };
  if (change.from === change.to) return { allowed: true, reason: "unchanged" };
  if (change.from === "owner" && change.ownerCount <= 1) return { allowed: false, reason: "last_owner" };
  return { allowed: true, reason: "allowed" };
}
