import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { alertLabels, alerts } from "@/drizzle/schema/alerts";
import { incidents } from "@/drizzle/schema/incidents";
import { integrations } from "@/drizzle/schema/integrations";
import { InvalidError, type Tx } from "@/server/kernel";
import { alertChips } from "../enums";
import { alertColumns } from "../rows";
import type { AlertChip, AlertCounts, AlertListItem, ListAlertsInput } from "../schema";

// As many characters of a label's value as the table of labels holds.
const LABEL_VALUE_INDEXED = 256;
const COUNT_CAP = 1000;

const isOpen = isNull(alerts.resolvedAt);

/** The alerts behind each chip. `mine` are open alerts of incidents assigned to the caller. */
const chipConditions: Record<AlertChip, (userId: string | null) => SQL | undefined> = {
  firing: () => and(isOpen, eq(alerts.status, "firing"), isNull(alerts.mutedBy)),
  acknowledged: () => and(isOpen, eq(alerts.status, "acknowledged")),
  muted: () => and(isOpen, isNotNull(alerts.mutedBy)),
  flapping: () => and(isOpen, eq(alerts.flapping, true)),
  stale: () => and(isOpen, eq(alerts.stale, true)),
  mine: (userId) =>
    userId
      ? and(
          isOpen,
          sql`${alerts.incidentId} in (select ${incidents.id} from ${incidents}
            where ${incidents.assignedTo} = ${userId}::uuid and ${incidents.resolvedAt} is null)`,
        )
      : sql`false`,
  resolved: () => isNotNull(alerts.resolvedAt),
};

// Sorts after every text that begins with the same characters.
const LAST_CHARACTER = "\u{10FFFF}";

/** A range rather than LIKE, whose operator row security keeps from indexes. */
const namePrefix = (search: string): SQL => {
  const prefix = search.toLowerCase();
  return sql`${alerts.alertNameLower} >= ${prefix} and ${alerts.alertNameLower} < ${prefix + LAST_CHARACTER}`;
};

export type AlertFilter = Omit<ListAlertsInput, "cursor" | "limit" | "order"> & {
  before?: string | undefined;
};

const conditions = (filter: AlertFilter, userId: string | null): SQL[] =>
  [
    filter.view === "all" ? undefined : chipConditions[filter.view](userId),
    filter.severity ? eq(alerts.severity, filter.severity) : undefined,
    filter.service ? eq(alerts.service, filter.service) : undefined,
    filter.environment ? eq(alerts.environment, filter.environment) : undefined,
    filter.integrationId ? eq(alerts.integrationId, filter.integrationId) : undefined,
    filter.incidentId ? eq(alerts.incidentId, filter.incidentId) : undefined,
    filter.search ? namePrefix(filter.search) : undefined,
  ].filter((condition) => condition !== undefined);

const selected = {
  ...alertColumns,
  integrationName: integrations.name,
  incidentNumber: incidents.number,
  incidentTitle: incidents.title,
  incidentAssignedTo: incidents.assignedTo,
};

type Selected = Omit<AlertListItem, "integrationName" | "incident"> & {
  integrationName: string | null;
  incidentNumber: number | null;
  incidentTitle: string | null;
  incidentAssignedTo: string | null;
};

const toItem = ({ incidentNumber, incidentTitle, incidentAssignedTo, ...row }: Selected): AlertListItem => ({
  ...row,
  integrationName: row.integrationName ?? "Deleted integration",
  incident:
    row.incidentId && incidentNumber !== null
      ? {
          id: row.incidentId,
          reference: `INC-${incidentNumber}`,
          title: incidentTitle ?? "",
          assignedTo: incidentAssignedTo,
        }
      : null,
});

const ofIntegration = and(
  eq(integrations.organizationId, alerts.organizationId),
  eq(integrations.id, alerts.integrationId),
);
const ofIncident = and(
  eq(incidents.organizationId, alerts.organizationId),
  eq(incidents.id, alerts.incidentId),
);

/** One alert with its integration and incident, or nothing. */
export async function findListItem(tx: Tx, id: string): Promise<AlertListItem | null> {
  const [row] = await tx
    .select(selected)
    .from(alerts)
    .leftJoin(integrations, ofIntegration)
    .leftJoin(incidents, ofIncident)
    .where(eq(alerts.id, id));
  return row ? toItem(row) : null;
}

function parseLabel(label: string): [key: string, value: string] {
  const equals = label.indexOf("=");
  if (equals < 1) throw new InvalidError("label: Give one label as key=value.");
  return [label.slice(0, equals), label.slice(equals + 1).slice(0, LABEL_VALUE_INDEXED)];
}

/** Alerts newest first, at most `rows` of them. A label drives the walk: probing every alert for it costs a hundred times more. */
export async function findAlerts(
  tx: Tx,
  filter: AlertFilter,
  userId: string | null,
  rows: number,
): Promise<AlertListItem[]> {
  const matching = conditions(filter, userId);
  if (filter.label === undefined) {
    const found = await tx
      .select(selected)
      .from(alerts)
      .leftJoin(integrations, ofIntegration)
      .leftJoin(incidents, ofIncident)
      .where(and(...matching, filter.before ? lt(alerts.id, filter.before) : undefined))
      .orderBy(desc(alerts.id))
      .limit(rows);
    return found.map(toItem);
  }
  const [key, value] = parseLabel(filter.label);
  const labelled = tx
    .select({ organizationId: alertLabels.organizationId, alertId: alertLabels.alertId })
    .from(alertLabels)
    .where(
      and(
        eq(alertLabels.key, key),
        eq(alertLabels.value, value),
        filter.before ? lt(alertLabels.alertId, filter.before) : undefined,
      ),
    )
    .orderBy(desc(alertLabels.alertId))
    // Keeps the planner from turning the walk around.
    .offset(0)
    .as("labelled");
  const found = await tx
    .select(selected)
    .from(labelled)
    .innerJoin(
      alerts,
      and(eq(alerts.organizationId, labelled.organizationId), eq(alerts.id, labelled.alertId)),
    )
    .leftJoin(integrations, ofIntegration)
    .leftJoin(incidents, ofIncident)
    .where(and(...matching))
    .orderBy(desc(labelled.alertId))
    .limit(rows);
  return found.map(toItem);
}

/** How many alerts stand behind each chip, counted up to 1,000. One statement. */
export async function countChips(tx: Tx, userId: string | null): Promise<AlertCounts> {
  const cap = sql.raw(String(COUNT_CAP));
  // Open alerts have an index of their own; the others are most of an organization's, found soonest from the newest on.
  const walk = (chip: AlertChip) => (chip === "resolved" ? sql`order by ${alerts.id} desc` : sql``);
  const counts = alertChips.map(
    (chip) =>
      sql`(select count(*)::int from (select 1 from ${alerts} where ${chipConditions[chip](userId)} ${walk(chip)} limit ${cap}) c) as ${sql.raw(chip)}`,
  );
  const { rows } = await tx.execute<AlertCounts>(sql`select ${sql.join(counts, sql`, `)}`);
  const [row] = rows;
  if (!row) throw new Error("A count answers one row.");
  return row;
}
