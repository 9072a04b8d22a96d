import type { Severity } from "@/server/alerts/schema";

const rank: Record<Severity, number> = { critical: 3, warning: 2, info: 1 };

export const severityRank = (severity: Severity): number => rank[severity];
export const worse = (a: Severity, b: Severity): Severity => (rank[a] >= rank[b] ? a : b);
export const worstOf = (severities: Severity[]): Severity | null =>
  severities.reduce<Severity | null>((worst, next) => (worst ? worse(worst, next) : next), null);
