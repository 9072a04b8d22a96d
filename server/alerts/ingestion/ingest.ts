import { sql } from "drizzle-orm";
import { teams } from "@/drizzle/schema/tenancy";
import { type IntegrationRow, OWN_KEY_PREFIX, type ReadDelivery } from "@/server/integrations";
import type { DeliveryError } from "@/server/integrations/schema";
import { type Tx, uuidv7 } from "@/server/kernel";
import type { DeliveryPlan, Incoming, StoredEpisode } from "../core/delivery-plan";
import { planDelivery } from "../core/plan-delivery";
import type { AlertStatus, ResolvedReason, Severity } from "../schema";
import { type DeliveryRow, writeDelivery } from "./write-delivery";

/** One delivery as it is to be stored; the sealed body is kept until `bodyUntil`. */
export type IncomingDelivery = Pick<
  DeliveryRow,
  "id" | "source" | "receivedAt" | "bytes" | "body" | "bodyUntil"
> & {
  /** Refused deliveries were answered with an error; what they held is not known. */
  isRefused?: boolean;
  replayedAt?: Date;
};

export type Ingested = {
  deliveryId: string;
  status: "accepted" | "partial" | "unparsed" | "refused";
  accepted: number;
  opened: number;
  repeated: number;
  resolved: number;
  ignored: number;
  errors: DeliveryError[];
  /** Whether correlation has something to do: the caller emits AlertsReceived, last, as its row is shared by the organization. */
  wakes: boolean;
};

type EpisodeRecord = {
  key: string;
  id: string;
  startsAt: number;
  status: AlertStatus;
  severity: Severity;
  sourceEventAt: number;
  acknowledgedAt: number | null;
  resolvedAt: number | null;
  resolvedReason: ResolvedReason | null;
};

const UNREADABLE_KEY = `${OWN_KEY_PREFIX}unreadable`;

/** The latest episode of every key, in one statement: one index probe a key, which `lockIntegration` makes sure of. */
async function latestEpisodes(
  tx: Tx,
  integration: IntegrationRow,
  keys: string[],
): Promise<Map<string, StoredEpisode>> {
  const ms = (column: string) => sql.raw(`(extract(epoch from a.${column}) * 1000)::float8`);
  const { rows } = await tx.execute<EpisodeRecord>(sql`
    select k.key, a.id, a.status, a.severity, a.resolved_reason as "resolvedReason",
      ${ms("timestamp")} as "startsAt", ${ms("source_event_at")} as "sourceEventAt",
      ${ms("acknowledged_at")} as "acknowledgedAt", ${ms("resolved_at")} as "resolvedAt"
    from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) k(key)
    cross join lateral (
      select * from alerts
      where integration_id = ${integration.id}::uuid and dedup_key = k.key
      order by timestamp desc
      limit 1
    ) a`);
  const at = (value: number | null) => (value === null ? null : new Date(value));
  return new Map(
    rows.map((row) => [
      row.key,
      {
        id: row.id,
        status: row.status,
        severity: row.severity,
        resolvedReason: row.resolvedReason,
        startsAt: new Date(row.startsAt),
        sourceEventAt: new Date(row.sourceEventAt),
        acknowledgedAt: at(row.acknowledgedAt),
        resolvedAt: at(row.resolvedAt),
      },
    ]),
  );
}

/** What we say ourselves: an alert while an integration's deliveries cannot be read, its end with the next that can. */
function ownObservation(
  integration: IntegrationRow,
  read: ReadDelivery,
  delivery: IncomingDelivery,
): Incoming {
  const [error] = read.errors;
  return {
    own: true,
    dedupKey: UNREADABLE_KEY,
    transition: read.isReadable ? "resolve" : "fire",
    sourceEventAt: delivery.receivedAt,
    startsAt: null,
    endsAt: null,
    kind: "problem",
    severity: "warning",
    sourceSeverity: null,
    alertName: `AIOps cannot read deliveries from ${integration.name}`,
    labels: { integration: integration.name, source: integration.source },
    annotations: {
      description: error
        ? `${error.path ? `${error.path}: ` : ""}${error.message}`
        : "The body could not be read.",
      delivery_id: delivery.id,
    },
    value: null,
    sourceUrl: null,
    service: null,
    environment: null,
    instance: null,
    team: null,
  };
}

async function teamFinder(tx: Tx, plan: DeliveryPlan, fallback: string | null) {
  if (!plan.openings.some(({ observation }) => observation.team)) return () => fallback;
  const rows = await tx.select({ id: teams.id, slug: teams.slug, name: teams.name }).from(teams);
  const byName = new Map(
    rows.flatMap(({ id, slug, name }) => [
      [name.toLowerCase(), id],
      [slug.toLowerCase(), id],
    ]),
  );
  return (name: string | null) => (name && byName.get(name.toLowerCase())) || fallback;
}

const statusOf = (read: ReadDelivery, isRefused: boolean): Ingested["status"] => {
  if (isRefused) return "refused";
  if (!read.isReadable) return "unparsed";
  return read.errorCount ? "partial" : "accepted";
};

/**
 * Stores one delivery in the caller's transaction: episodes, labels, delivery log, integration. The caller holds the
 * integration's lock. About four statements however many alerts it carries.
 */
export async function ingest(
  tx: Tx,
  integration: IntegrationRow,
  read: ReadDelivery,
  delivery: IncomingDelivery,
): Promise<Ingested> {
  const { organizationId } = integration;
  const observations: Incoming[] = [...read.observations, ownObservation(integration, read, delivery)];
  const latest = await latestEpisodes(tx, integration, [
    ...new Set(observations.map(({ dedupKey }) => dedupKey)),
  ]);
  const plan = planDelivery(latest, observations, uuidv7);
  const status = statusOf(read, delivery.isRefused ?? false);
  const counts = {
    opened: plan.opened,
    repeated: plan.repeated,
    resolved: plan.resolved,
    ignored: plan.ignored,
  };
  await writeDelivery(
    tx,
    {
      organizationId,
      integrationId: integration.id,
      source: integration.source,
      environment: integration.environment,
      teamIdOf: await teamFinder(tx, plan, integration.teamId),
    },
    plan,
    {
      id: delivery.id,
      integrationId: integration.id,
      source: delivery.source,
      receivedAt: delivery.receivedAt,
      status,
      bytes: delivery.bytes,
      body: delivery.body,
      bodyUntil: delivery.bodyUntil,
      alertCount: read.observations.length,
      ...counts,
      truncated: read.truncated,
      errorCount: read.errorCount,
      errors: read.errors,
    },
    delivery.receivedAt,
    delivery.replayedAt ?? null,
  );
  return {
    deliveryId: delivery.id,
    status,
    accepted: read.observations.length,
    ...counts,
    errors: read.errors,
    wakes: plan.wakes,
  };
}
