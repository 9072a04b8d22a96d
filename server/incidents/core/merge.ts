import type { Severity } from "@/server/alerts/schema";
import { severityRank } from "./severity";

type Side = { severity: Severity; acknowledgedAt: Date | null };

/** Whether a merge hands the absorbed incident's acknowledgement on: only where no higher severity hides behind it. */
export function carriesAcknowledgement(into: Side, other: Side): { carries: boolean; reason: string } {
  if (into.acknowledgedAt) return { carries: false, reason: "It was acknowledged itself." };
  if (!other.acknowledgedAt) return { carries: false, reason: "Nobody had acknowledged either." };
  if (severityRank(into.severity) > severityRank(other.severity))
    return { carries: false, reason: "The acknowledgement stays behind: this incident is more severe." };
  return { carries: true, reason: "Its acknowledgement came along." };
}
