import type { Alert, Severity } from "@/server/alerts/schema";
import { severityRank, worstOf } from "./severity";

export type SummaryAlert = Pick<
  Alert,
  "id" | "alertName" | "severity" | "service" | "environment" | "timestamp"
>;
export type Summary = {
  title: string;
  severity: Severity;
  startedAt: Date;
  affectedServices: string[];
  affectedEnvironments: string[];
  rootCauseAlertId: string;
};

const distinct = (values: (string | null)[]): string[] =>
  [...new Set(values.filter((value): value is string => !!value))].sort();

/** The alert a title is made of: the worst, then the earliest, then the smallest id so that equal input gives equal output. */
function leading(alerts: SummaryAlert[]): SummaryAlert | undefined {
  return [...alerts].sort(
    (a, b) =>
      severityRank(b.severity) - severityRank(a.severity) ||
      a.timestamp.getTime() - b.timestamp.getTime() ||
      (a.id < b.id ? -1 : 1),
  )[0];
}

/** What an incident says of itself, from its alerts; null without any. */
export function summarize(alerts: SummaryAlert[]): Summary | null {
  const lead = leading(alerts);
  const severity = worstOf(alerts.map((alert) => alert.severity));
  if (!lead || !severity) return null;
  const services = distinct(alerts.map((alert) => alert.service));
  const environments = distinct(alerts.map((alert) => alert.environment));
  const earliest = [...alerts].sort(
    (a, b) => a.timestamp.getTime() - b.timestamp.getTime() || (a.id < b.id ? -1 : 1),
  )[0];
  return {
    title: titleOf(lead, services),
    severity,
    startedAt: (earliest ?? lead).timestamp,
    affectedServices: services,
    affectedEnvironments: environments,
    rootCauseAlertId: (earliest ?? lead).id,
  };
}

/** "HighErrorRate on checkout in production, 2 other services": what is broken and where, in one line. */
function titleOf(lead: SummaryAlert, services: string[]): string {
  const where = lead.service ? ` on ${lead.service}` : "";
  const environment = lead.environment ? ` in ${lead.environment}` : "";
  const others = services.filter((service) => service !== lead.service).length;
  const more = others ? `, ${others} other service${others === 1 ? "" : "s"}` : "";
  return `${lead.alertName}${where}${environment}${more}`.slice(0, 300);
}
