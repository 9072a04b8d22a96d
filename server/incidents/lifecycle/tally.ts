import { inArray, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import type { Tx } from "@/server/kernel";
import type { AlertTally } from "../core/settle";
import { severityRank } from "../core/severity";
import { summarize } from "../core/summarize";

/** The alerts of an incident, counted. `lastAlertAt` is when the newest episode began. */
export type Tally = AlertTally & { lastAlertAt: Date | null; firing: number };

export const NO_ALERTS: Tally = {
  total: 0,
  firing: 0,
  holding: 0,
  lastClearedAt: null,
  lastAlertAt: null,
  summary: null,
};

// A summary needs the distinct services and the leading alerts, not ten thousand rows.
const SUMMARY_ALERTS = 500;
const INSTANT = "YYYYMMDDHH24MISSMS";
const INSTANT_LENGTH = "20260131235959999".length;

/**
 * What the alerts of incidents add up to. Two statements: one pass that hashes the alerts by service, environment and
 * severity, then the first alert of each such group by its id. Nothing is sorted, however large an incident is.
 */
export async function tallyIncidents(tx: Tx, ids: string[]): Promise<Map<string, Tally>> {
  const groups = await readGroups(tx, ids);
  const firstOf = await readFirsts(tx, [...byIncident(groups).values()].flatMap(leadingIds));
  const tallies = new Map<string, Tally>();
  for (const [id, own] of byIncident(groups)) {
    const firsts = own.flatMap((group) => firstOf.get(idOf(group)) ?? []);
    tallies.set(id, {
      total: sum(own.map((group) => group.total)),
      firing: sum(own.map((group) => group.firing)),
      holding: sum(own.map((group) => group.holding)),
      lastClearedAt: latest(own.map((group) => group.lastClearedAt)),
      lastAlertAt: latest(own.map((group) => group.lastAlertAt)),
      summary: summarize(firsts),
    });
  }
  return tallies;
}

type Group = Awaited<ReturnType<typeof readGroups>>[number];

function readGroups(tx: Tx, ids: string[]) {
  const firstByInstant = sql<string>`min((to_char(${alerts.timestamp} at time zone 'UTC', ${sql.raw(`'${INSTANT}'`)}) || ${alerts.id}) collate "C")`;
  return tx
    .select({
      incidentId: sql<string>`${alerts.incidentId}`,
      severity: alerts.severity,
      total: sql<number>`count(*)::int`,
      firing: sql<number>`count(*) filter (where ${alerts.resolvedAt} is null)::int`,
      holding: sql<number>`count(*) filter (where ${alerts.resolvedAt} is null and not ${alerts.stale})::int`,
      lastClearedAt: sql<string | null>`max(${alerts.resolvedAt})`,
      lastAlertAt: sql<string | null>`max(${alerts.timestamp})`,
      first: firstByInstant,
    })
    .from(alerts)
    .where(inArray(alerts.incidentId, ids))
    .groupBy(alerts.incidentId, alerts.service, alerts.environment, alerts.severity);
}

async function readFirsts(tx: Tx, ids: string[]) {
  const rows = await tx
    .select({
      id: alerts.id,
      alertName: alerts.alertName,
      severity: alerts.severity,
      service: alerts.service,
      environment: alerts.environment,
      timestamp: alerts.timestamp,
    })
    .from(alerts)
    .where(inArray(alerts.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

const idOf = (group: Group): string => group.first.slice(INSTANT_LENGTH);

/** The first alerts of an incident's groups, the worst and then the earliest groups first. */
const leadingIds = (own: Group[]): string[] =>
  [...own]
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || (a.first < b.first ? -1 : 1))
    .slice(0, SUMMARY_ALERTS)
    .map(idOf);

function byIncident(groups: Group[]): Map<string, Group[]> {
  const grouped = new Map<string, Group[]>();
  for (const group of groups) {
    const own = grouped.get(group.incidentId);
    if (own) own.push(group);
    else grouped.set(group.incidentId, [group]);
  }
  return grouped;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const latest = (instants: (string | null)[]): Date | null => {
  const times = instants.flatMap((instant) => (instant ? [new Date(instant).getTime()] : []));
  return times.length ? new Date(times.reduce((a, b) => Math.max(a, b))) : null;
};
