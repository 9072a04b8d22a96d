import { and, desc, eq, getTableColumns, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema/alerts";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { integrations } from "@/drizzle/schema/integrations";
import { teams } from "@/drizzle/schema/tenancy";
import { NotFoundError, type Tx } from "@/server/kernel";
import type { Integration, IntegrationDetail } from "./schema";
import { findSource } from "./sources/registry";

export type IntegrationRow = typeof integrations.$inferSelect;

const LATEST_ALERTS = 50;
const COUNT_CAP = 10_000;

/** Keys of an integration that still admit deliveries, newest first. */
export const activeKeys = (tx: Tx, integrationIds: string[], now: Date) =>
  tx
    .select({
      id: apiKeys.id,
      prefix: apiKeys.prefix,
      integrationId: apiKeys.integrationId,
      replacedBy: apiKeys.replacedBy,
    })
    .from(apiKeys)
    .where(
      and(
        inArray(apiKeys.integrationId, integrationIds),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    )
    .orderBy(desc(apiKeys.id));

export const presentIntegration = (row: IntegrationRow, keyPrefix: string | null): Integration => ({
  id: row.id,
  name: row.name,
  source: row.source,
  sourceName: findSource(row.source)?.manifest.name ?? row.source,
  environment: row.environment,
  teamId: row.teamId,
  settings: row.settings,
  createdAt: row.createdAt,
  lastDeliveryAt: row.lastDeliveryAt,
  firstFireAt: row.firstFireAt,
  firstResolveAt: row.firstResolveAt,
  keyPrefix,
});

/** The integration with this id, or NotFoundError. */
export async function getIntegrationRow(tx: Tx, id: string): Promise<IntegrationRow> {
  const [row] = await tx.select().from(integrations).where(eq(integrations.id, id));
  if (!row) throw new NotFoundError("The integration");
  return row;
}

/** Integrations newest first, `limit + 1` of them. */
export const findIntegrations = (
  tx: Tx,
  before: string | undefined,
  limit: number,
): Promise<IntegrationRow[]> =>
  tx
    .select(getTableColumns(integrations))
    .from(integrations)
    .where(before ? lt(integrations.id, before) : undefined)
    .orderBy(desc(integrations.id))
    .limit(limit + 1);

/** Refuses a team of nobody or of another organization. */
export async function requireTeam(tx: Tx, teamId: string | null | undefined): Promise<void> {
  if (!teamId) return;
  const [row] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
  if (!row) throw new NotFoundError("The team");
}

/** What has come in so far, counted up to 10,000, and what the latest 50 alerts carry and lack. */
export async function seenBy(tx: Tx, id: string): Promise<IntegrationDetail["seen"]> {
  const cap = sql.raw(String(COUNT_CAP));
  const { rows } = await tx.execute<{ deliveries: number; alerts: number }>(sql`select
    (select count(*)::int from (select 1 from deliveries where integration_id = ${id}::uuid limit ${cap}) d) as deliveries,
    (select count(*)::int from (select 1 from alerts where integration_id = ${id}::uuid limit ${cap}) a) as alerts`);
  const latest = await tx
    .select({
      labels: alerts.labels,
      service: alerts.service,
      environment: alerts.environment,
      sourceSeverity: alerts.sourceSeverity,
    })
    .from(alerts)
    .where(and(eq(alerts.integrationId, id), sql`${alerts.source} <> 'aiops'`))
    .orderBy(desc(alerts.id))
    .limit(LATEST_ALERTS);
  const counted = rows[0];
  return {
    deliveries: Number(counted?.deliveries ?? 0),
    alerts: Number(counted?.alerts ?? 0),
    labels: [...new Set(latest.flatMap((alert) => Object.keys(alert.labels)))].sort(),
    missing: latest.length
      ? (
          [
            ["service", latest.some((alert) => !alert.service)],
            ["environment", latest.some((alert) => !alert.environment)],
            ["severity", latest.some((alert) => !alert.sourceSeverity)],
          ] as const
        ).flatMap(([field, lacks]) => (lacks ? [field] : []))
      : [],
  };
}
