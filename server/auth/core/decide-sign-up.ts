export type SignUpFacts = {
  mode: "open" | "invite" | "first";
  /** Organizations that are not the demo's. */
  organizationCount: number;
  /** Whether an unused invitation waits for this address. */
  isInvited: boolean;
  isDemoPerson: boolean;
};
export type SignUpReason = "invited" | "open" | "first" | "demo_person" | "closed";

/** Who may have an account: whoever could create an organization, or is invited into one. */
export function decideSignUp(facts: SignUpFacts): { allowed: boolean; reason: SignUpReason } {
  if (facts.isDemoPerson) return { allowed: false, reason: "demo_person" };
  if (facts.isInvited) return { allowed: true, reason: "invited" };
  if (facts.mode === "open") return { allowed: true, reason: "open" };
  if (facts.mode === "first" && facts.organizationCount === 0) return { allowed: true, reason: "first" };
  return { allowed: false, reason: "closed" };
}
