export type SignupMode = "open" | "invite" | "first";
export type CreationReason = "open" | "first" | "demo_person" | "by_invitation_only" | "not_first";

/**
 * Whether a person may create an organization. The demo's own person never may: it is reached without a password, so
 * whoever reaches it would own what it creates.
 * @param organizationCount organizations that are not the demo's
 */
export function decideCreation(
  mode: SignupMode,
  organizationCount: number,
  isDemoPerson: boolean,
): { allowed: boolean; reason: CreationReason } {
  if (isDemoPerson) return { allowed: false, reason: "demo_person" };
  if (mode === "open") return { allowed: true, reason: "open" };
  if (mode === "invite") return { allowed: false, reason: "by_invitation_only" };
  return organizationCount === 0
    ? { allowed: true, reason: "first" }
    : { allowed: false, reason: "not_first" };
}
