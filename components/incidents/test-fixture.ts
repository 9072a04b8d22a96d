import type { IncidentAlert, IncidentDetail, TimelineEvent } from "@/server/incidents/schema";

const START = Date.parse("2026-03-01T03:00:00Z");
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** An alert of a made-up incident; `number` orders it in time, a minute apart. */
export function alertOf(number: number, some: Partial<IncidentAlert["alert"]> = {}): IncidentAlert {
  return {
    alert: {
      id: id(number),
      alertName: `Alert${number}`,
      severity: "critical",
      sourceSeverity: null,
      status: "firing",
      kind: "problem",
      mutedBy: null,
      flapping: false,
      stale: false,
      service: "checkout",
      environment: "production",
      instance: null,
      labels: { alertname: `Alert${number}` },
      annotations: {},
      fingerprint: `f${number}`,
      timestamp: new Date(START + number * 60_000),
      lastSeenAt: new Date(START + number * 60_000),
      acknowledgedAt: null,
      resolvedAt: null,
      resolvedReason: null,
      repeatCount: 1,
      value: null,
      source: "alertmanager",
      sourceUrl: null,
      integrationId: id(900),
      teamId: null,
      incidentId: id(1000),
      previousId: null,
      ...some,
    },
    addedAt: new Date(START + number * 60_000),
    addedBy: null,
    isRootCause: number === 0,
    link: { method: "label", score: 1, evidence: {}, sentence: `Joined because of reason ${number}.` },
  };
}

export function incidentOf(some: Partial<IncidentDetail> = {}): IncidentDetail {
  const alerts = some.alerts ?? [alertOf(0), alertOf(1)];
  return {
    id: id(1000),
    reference: "INC-42",
    title: "HighErrorRate on checkout in production",
    description: null,
    status: "open",
    severity: "critical",
    correlationMethod: "label",
    rootCauseAlertId: alerts[0]?.alert.id ?? null,
    affectedServices: ["checkout"],
    affectedEnvironments: ["production"],
    estimatedImpact: null,
    customerImpact: false,
    startedAt: new Date(START),
    detectedAt: new Date(START),
    acknowledgedAt: null,
    acknowledgedBy: null,
    mitigatedAt: null,
    resolvedAt: null,
    assignedTo: null,
    assignedToName: null,
    assignedTeam: null,
    postmortemUrl: null,
    lessonsLearned: null,
    mergedInto: null,
    previousId: null,
    alertCount: alerts.length,
    firingCount: alerts.filter((member) => !member.alert.resolvedAt).length,
    version: 1,
    createdBy: "correlation",
    createdAt: new Date(START),
    updatedAt: new Date(START),
    previous: null,
    moreAlerts: null,
    mergedIntoReference: null,
    ...some,
    alerts,
  };
}

export function eventOf(number: number, some: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id: id(2000 + number),
    type: "status",
    timestamp: new Date(START + number * 60_000),
    title: `Event ${number}`,
    details: "",
    ...some,
  };
}
