import type { Integration, SourceInfo } from "@/server/integrations/schema";

export type Proven = Pick<Integration, "lastDeliveryAt" | "firstFireAt" | "firstResolveAt">;
export type Resolves = SourceInfo["resolves"];

export type Verdict = {
  status: "never" | "pending" | "verified" | "active";
  word: string;
  /** What is missing until it is proven, in a sentence that says what to do; null when nothing is. */
  next: string | null;
};

/** What an integration has shown so far: only one that has fired and resolved is known to work. */
export function verdictOf(integration: Proven, resolves: Resolves): Verdict {
  if (!integration.lastDeliveryAt)
    return {
      status: "never",
      word: "Waiting for its first delivery",
      next: "Finish the setup and let one alert fire.",
    };
  if (!integration.firstFireAt)
    return {
      status: "pending",
      word: "Delivers, no fire seen",
      next: "Let one alert fire, a test rule will do.",
    };
  if (integration.firstResolveAt) return { status: "verified", word: "Fire and resolve seen", next: null };
  if (resolves === "never")
    return { status: "active", word: "Fire seen; this tool sends no resolve", next: null };
  return {
    status: "pending",
    word: "Fire seen, no resolve",
    next:
      resolves === "always"
        ? "Let that alert clear: its end has to arrive too."
        : "Let that alert clear, and check that its end is sent too.",
  };
}
