import { ConflictError, ForbiddenError } from "@/server/kernel";
import { decideMemberChange, type MemberChange } from "../core/decide-member-change";

/** Refuses a change of members that the rules forbid, in words; says whether there is anything to change. */
export function permitMemberChange(change: MemberChange): { changes: boolean } {
  const { reason } = decideMemberChange(change);
  if (reason === "owners_only") throw new ForbiddenError("Only an owner makes or unmakes owners.");
  if (reason === "last_owner")
    throw new ConflictError("This is the last owner. Make somebody else an owner first.");
  return { changes: reason !== "unchanged" };
}
