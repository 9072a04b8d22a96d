import type { IncidentAlert, IncidentDetail } from "@/server/incidents/schema";

/** A service's share of an incident: how many alerts, and how many of them stand open from the start. */
export type GroupOutline = { service: string | null; total: number; firing: number; first: number };

export type AlertGroup = GroupOutline & { members: IncidentAlert[] };

const FIRST_GROUP_ROWS = 5;
const GROUP_ROWS = 3;
const ALL_ROWS = 12;
// Two more rows cost less than the button that hides them.
const SPARED_ROWS = 2;

/**
 * Alerts by service in the order given, so that the cause's service comes first. A storm stays readable: the first
 * services show their first rows, the others one line each.
 */
export function groupAlerts(members: readonly IncidentAlert[]): AlertGroup[] {
  const groups = new Map<string | null, AlertGroup>();
  for (const member of members) {
    const { service } = member.alert;
    const group = groups.get(service) ?? { service, total: 0, firing: 0, first: 0, members: [] };
    group.members.push(member);
    group.total += 1;
    if (!member.alert.resolvedAt) group.firing += 1;
    groups.set(service, group);
  }
  let left = ALL_ROWS;
  for (const group of groups.values()) {
    const most = left === ALL_ROWS ? FIRST_GROUP_ROWS : GROUP_ROWS;
    if (left > 0) group.first = group.total <= most + SPARED_ROWS ? group.total : most;
    left -= group.first;
  }
  return [...groups.values()];
}

export type FirstPaint = { detail: IncidentDetail; outline: GroupOutline[] };

/**
 * What comes with the page of an incident in a storm: the rows that stand open, the alert that tells how much earlier
 * the cause was, and the outline of the rest, so that nothing moves when the rest arrives. Null where all of it can come.
 */
export function trimDetail(detail: IncidentDetail): FirstPaint | null {
  const groups = groupAlerts(detail.alerts);
  const kept = new Set(groups.flatMap((group) => group.members.slice(0, group.first)));
  if (kept.size === detail.alerts.length) return null;
  const others = detail.alerts.filter((member) => !member.isRootCause);
  const next = others.reduce<IncidentAlert | null>(
    (earliest, member) =>
      earliest && earliest.alert.timestamp <= member.alert.timestamp ? earliest : member,
    null,
  );
  if (next) kept.add(next);
  return {
    detail: { ...detail, alerts: detail.alerts.filter((member) => kept.has(member)) },
    outline: groups.map(({ service, total, firing, first }) => ({ service, total, firing, first })),
  };
}

/** The groups of a trimmed incident, as they will stand once the rest is there. */
export function fillOutline(
  outline: readonly GroupOutline[],
  members: readonly IncidentAlert[],
): AlertGroup[] {
  return outline.map((group) => ({
    ...group,
    members: members.filter((member) => member.alert.service === group.service).slice(0, group.first),
  }));
}
