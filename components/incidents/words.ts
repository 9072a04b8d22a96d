import { formatDuration, plural } from "@/components/ui/format";
import type { Incident, IncidentAlert, IncidentDetail, IncidentStatus } from "@/server/incidents/schema";

export const statusWords: Record<IncidentStatus, string> = {
  open: "Open",
  investigating: "Investigating",
  identified: "Identified",
  mitigated: "Mitigated",
  resolved: "Resolved",
};

export const severityOptions = [
  { value: "critical", label: "Critical" },
  { value: "warning", label: "Warning" },
  { value: "info", label: "Info" },
] as const;

/** What a person may set by hand; resolving has its own way, which asks first. */
export const openStatuses = ["open", "investigating", "identified", "mitigated"] as const;

export const incidentHref = (slug: string, reference: string, search = ""): string =>
  `/${slug}/incidents/${reference}${search ? `?${search}` : ""}`;

/** "checkout, payments +3": names up to a number, then how many more. */
export function fewOf(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} +${names.length - most}` : shown;
}

/** The names that a title does not say already, so that a row says each thing once. */
export function unsaid(title: string, names: readonly string[]): string[] {
  return names.filter((name) => !title.includes(name));
}

/** Who has it, or null while nobody does. */
export function holderOf(
  incident: Pick<Incident, "assignedToName" | "acknowledgedBy" | "assignedTeam">,
): string | null {
  return incident.assignedToName ?? incident.acknowledgedBy ?? incident.assignedTeam;
}

type Scope = Pick<
  Incident,
  | "alertCount"
  | "firingCount"
  | "affectedServices"
  | "resolvedAt"
  | "mergedInto"
  | "customerImpact"
  | "estimatedImpact"
>;

/** How far it reaches and whom it hurts, in at most two sentences; the title says what broke. */
export function reachOf(incident: Scope): string {
  const services = incident.affectedServices.length;
  const across = services > 1 ? ` across ${services} services` : "";
  const hurt = incident.customerImpact
    ? " Customers are affected."
    : incident.estimatedImpact
      ? ` Impact is estimated as ${incident.estimatedImpact}.`
      : "";
  if (incident.mergedInto) return "Its alerts moved to the incident it was merged into.";
  if (incident.alertCount === 0) return `Declared by hand, without alerts.${hurt}`;
  const all = plural(incident.alertCount, "alert");
  if (incident.resolvedAt) return `${all}${across}, all over.${hurt}`;
  if (incident.firingCount === 0) return `All of ${all}${across} have cleared.${hurt}`;
  if (incident.firingCount === incident.alertCount)
    return `${all} ${incident.alertCount === 1 ? "fires" : "fire"}${across}.${hurt}`;
  return `${incident.firingCount} of ${all} still ${incident.firingCount === 1 ? "fires" : "fire"}${across}.${hurt}`;
}

export type Cause = {
  member: IncidentAlert;
  /** How sure we are, in a word: there are no votes to calibrate a number yet. */
  certainty: "Likely" | "Only alert";
  /** What speaks for it. */
  evidence: string;
};

/** The alert taken for the cause and what speaks for it; null where none stands out. */
export function causeOf(detail: Pick<IncidentDetail, "alerts" | "alertCount">): Cause | null {
  const member = detail.alerts.find((candidate) => candidate.isRootCause);
  if (!member) return null;
  if (detail.alertCount <= 1)
    return {
      member,
      certainty: "Only alert",
      evidence: "Nothing else has joined it that could be the cause.",
    };
  const startedMs = member.alert.timestamp.getTime();
  const others = detail.alerts
    .filter((other) => other !== member)
    .map((other) => other.alert.timestamp.getTime());
  const nextMs = Math.min(...others);
  if (others.length && startedMs < nextMs)
    return {
      member,
      certainty: "Likely",
      evidence: `It fired first, ${formatDuration(nextMs - startedMs)} before the next of ${plural(detail.alertCount, "alert")}.`,
    };
  return { member, certainty: "Likely", evidence: member.link.sentence };
}

/** Only web addresses become links: a label may hold `javascript:`. */
export function webAddress(address: string | null): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

const RANK = { critical: 2, warning: 1, info: 0 } as const;

export const bySeverity = (a: Pick<Incident, "severity">, b: Pick<Incident, "severity">): number =>
  RANK[b.severity] - RANK[a.severity];
