import { type SQL, sql } from "drizzle-orm";
import type { DeliveryError } from "@/server/integrations/schema";
import type { Tx } from "@/server/kernel";
import type { EpisodeChange, NewEpisode } from "../core/delivery-plan";

/** What an episode takes from its integration rather than from what was said about it. */
export type EpisodeOrigin = {
  organizationId: string;
  integrationId: string;
  source: string;
  environment: string | null;
  teamIdOf(name: string | null): string | null;
};

export type DeliveryRow = {
  id: string;
  integrationId: string;
  source: string;
  receivedAt: Date;
  status: string;
  bytes: number;
  alertCount: number;
  opened: number;
  repeated: number;
  resolved: number;
  ignored: number;
  truncated: number;
  errorCount: number;
  errors: DeliveryError[];
  body: string | null;
  bodyUntil: Date | null;
};

// One statement's parameter stays a few megabytes.
const ROWS_PER_STATEMENT = 1000;
// An index entry holds at most 2,704 bytes; the whole value is in the alert itself.
const LABEL_VALUE_INDEXED = 256;

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

function openingRow(episode: NewEpisode, origin: EpisodeOrigin) {
  const { observation } = episode;
  return {
    id: episode.id,
    dedup_key: observation.dedupKey,
    alert_name: observation.alertName,
    severity: episode.severity,
    source_severity: episode.sourceSeverity,
    status: episode.status,
    kind: observation.kind,
    service: observation.service,
    environment: observation.environment ?? origin.environment,
    instance: observation.instance,
    labels: observation.labels,
    annotations: episode.annotations,
    timestamp: instant(episode.startsAt),
    source_event_at: instant(episode.sourceEventAt),
    acknowledged_at: instant(episode.acknowledgedAt),
    resolved_at: instant(episode.resolvedAt),
    resolved_reason: episode.resolvedReason,
    repeat_count: episode.repeats,
    value: episode.value,
    source: observation.own ? "aiops" : origin.source,
    source_url: episode.sourceUrl,
    team_id: origin.teamIdOf(observation.team),
    previous_id: episode.previousId,
  };
}

const changeRow = (change: EpisodeChange) => ({
  id: change.id,
  repeats: change.repeats,
  source_event_at: instant(change.sourceEventAt),
  severity: change.severity,
  source_severity: change.sourceSeverity,
  annotations: change.annotations,
  value: change.value,
  source_url: change.sourceUrl,
  moves: change.moves,
  corrects: change.corrects,
  wakes: change.wakes,
  status: change.status,
  acknowledged_at: instant(change.acknowledgedAt),
  resolved_at: instant(change.resolvedAt),
  resolved_reason: change.resolvedReason,
});

/**
 * An episode that a person closed meanwhile stays as they left it, hence the conditions on `resolved_at`. The ids
 * are given twice, because the planner takes any record set for a hundred rows and would rather read all alerts for one.
 */
const updateEpisodes = (changes: EpisodeChange[], now: Date): SQL => sql`
  update alerts a set
    last_seen_at = greatest(a.last_seen_at, ${instant(now)}::timestamptz),
    repeat_count = a.repeat_count + c.repeats,
    source_event_at = greatest(a.source_event_at, c.source_event_at),
    annotations = coalesce(c.annotations, a.annotations),
    value = case when c.annotations is null then a.value else c.value end,
    source_url = case when c.annotations is null then a.source_url else c.source_url end,
    severity = coalesce(c.severity, a.severity),
    source_severity = case when c.severity is null then a.source_severity else c.source_severity end,
    status = case when c.moves and a.resolved_at is null then c.status else a.status end,
    acknowledged_at = case when c.moves and a.resolved_at is null then c.acknowledged_at else a.acknowledged_at end,
    resolved_at = case
      when c.moves and a.resolved_at is null then c.resolved_at
      when c.corrects then least(a.resolved_at, c.resolved_at)
      else a.resolved_at end,
    resolved_reason = case when c.moves and a.resolved_at is null then c.resolved_reason else a.resolved_reason end,
    correlated_at = case when c.wakes and a.resolved_at is null then null else a.correlated_at end
  from jsonb_to_recordset(${JSON.stringify(changes.map(changeRow))}::jsonb) as c(
    id uuid, repeats int, source_event_at timestamptz, severity text, source_severity text, annotations jsonb,
    value text, source_url text, moves boolean, corrects boolean, wakes boolean, status text,
    acknowledged_at timestamptz, resolved_at timestamptz, resolved_reason text)
  where a.id = any(${`{${changes.map(({ id }) => id)}}`}::uuid[]) and a.id = c.id`;

const insertEpisodes = (origin: EpisodeOrigin, openings: NewEpisode[], now: Date, after: SQL): SQL => sql`
  insert into alerts (organization_id, integration_id, id, dedup_key, fingerprint, alert_name, severity,
    source_severity, status, kind, service, environment, instance, labels, annotations, timestamp, last_seen_at,
    source_event_at, acknowledged_at, resolved_at, resolved_reason, repeat_count, value, source, source_url, team_id,
    previous_id, created_at)
  select ${origin.organizationId}::uuid, ${origin.integrationId}::uuid, n.id, n.dedup_key, n.dedup_key, n.alert_name,
    n.severity, n.source_severity, n.status, n.kind, n.service, n.environment, n.instance, n.labels, n.annotations,
    n.timestamp, ${instant(now)}::timestamptz, n.source_event_at, n.acknowledged_at, n.resolved_at, n.resolved_reason,
    n.repeat_count, n.value, n.source, n.source_url, n.team_id, n.previous_id, ${instant(now)}::timestamptz
  from jsonb_to_recordset(${JSON.stringify(openings.map((episode) => openingRow(episode, origin)))}::jsonb) as n(
    id uuid, dedup_key text, alert_name text, severity text, source_severity text, status text, kind text,
    service text, environment text, instance text, labels jsonb, annotations jsonb, timestamp timestamptz,
    source_event_at timestamptz, acknowledged_at timestamptz, resolved_at timestamptz, resolved_reason text,
    repeat_count int, value text, source text, source_url text, team_id uuid, previous_id uuid)
  where ${after}
  returning id, labels`;

const insertLabels = (origin: EpisodeOrigin): SQL => sql`
  insert into alert_labels (organization_id, key, value, alert_id)
  select ${origin.organizationId}::uuid, l.key, left(l.value, ${sql.raw(String(LABEL_VALUE_INDEXED))}), o.id
  from opened o cross join lateral jsonb_each_text(o.labels) l
  order by 2, 3, 4`;

const insertDelivery = (origin: EpisodeOrigin, row: DeliveryRow): SQL => sql`
  insert into deliveries (organization_id, id, integration_id, source, received_at, status, bytes, alert_count, opened,
    repeated, resolved, ignored, truncated, error_count, errors, body, body_until)
  values (${origin.organizationId}::uuid, ${row.id}::uuid, ${row.integrationId}::uuid, ${row.source},
    ${instant(row.receivedAt)}::timestamptz, ${row.status}, ${row.bytes}::int, ${row.alertCount}::int,
    ${row.opened}::int, ${row.repeated}::int, ${row.resolved}::int, ${row.ignored}::int, ${row.truncated}::int,
    ${row.errorCount}::int, ${JSON.stringify(row.errors)}::jsonb, ${row.body}, ${instant(row.bodyUntil)}::timestamptz)`;

const updateDelivery = (row: DeliveryRow, replayedAt: Date): SQL => sql`
  update deliveries set status = ${row.status}, alert_count = ${row.alertCount}::int, opened = ${row.opened}::int,
    repeated = ${row.repeated}::int, resolved = ${row.resolved}::int, ignored = ${row.ignored}::int,
    truncated = ${row.truncated}::int, error_count = ${row.errorCount}::int,
    errors = ${JSON.stringify(row.errors)}::jsonb, replayed_at = ${instant(replayedAt)}::timestamptz
  where id = ${row.id}::uuid`;

const touchIntegration = (row: DeliveryRow): SQL => {
  const seen = (isSeen: boolean) => (isSeen ? instant(row.receivedAt) : null);
  return sql`
  update integrations set
    last_delivery_at = greatest(last_delivery_at, ${instant(row.receivedAt)}::timestamptz),
    first_fire_at = coalesce(first_fire_at, ${seen(row.opened + row.repeated > 0)}::timestamptz),
    first_resolve_at = coalesce(first_resolve_at, ${seen(row.resolved > 0)}::timestamptz)
  where id = ${row.integrationId}::uuid`;
};

type Part = [name: string, statement: SQL];

/** Episodes first change, then open: an open one that ends here must be gone from the index of open keys before its successor. */
function episodeParts(
  origin: EpisodeOrigin,
  changes: EpisodeChange[],
  openings: NewEpisode[],
  now: Date,
): Part[] {
  const parts: Part[] = [];
  if (changes.length) parts.push(["changed", sql`${updateEpisodes(changes, now)} returning 1`]);
  if (openings.length) {
    const after = changes.length ? sql`(select count(*) from changed) >= 0` : sql`true`;
    parts.push(["opened", insertEpisodes(origin, openings, now, after)]);
    parts.push(["labelled", insertLabels(origin)]);
  }
  return parts;
}

const asOneStatement = (parts: Part[]): SQL =>
  sql`with ${sql.join(
    parts.map(([name, statement]) => sql`${sql.raw(name)} as (${statement})`),
    sql`, `,
  )} select 1`;

/**
 * Writes what a delivery did: episodes, labels, its row in the log and its integration's mark, in one statement where it
 * holds at most 1,000 episodes, else in several of the caller's one transaction.
 */
export async function writeDelivery(
  tx: Tx,
  origin: EpisodeOrigin,
  plan: { changes: EpisodeChange[]; openings: NewEpisode[] },
  delivery: DeliveryRow,
  now: Date,
  replayedAt: Date | null,
): Promise<void> {
  const changes = chunks(plan.changes);
  const openings = chunks(plan.openings);
  const isLarge = changes.length > 1 || openings.length > 1;
  if (isLarge) {
    for (const chunk of changes) await tx.execute(asOneStatement(episodeParts(origin, chunk, [], now)));
    for (const chunk of openings) await tx.execute(asOneStatement(episodeParts(origin, [], chunk, now)));
  }
  await tx.execute(
    asOneStatement([
      ...(isLarge ? [] : episodeParts(origin, plan.changes, plan.openings, now)),
      ["logged", replayedAt ? updateDelivery(delivery, replayedAt) : insertDelivery(origin, delivery)],
      ["touched", touchIntegration(delivery)],
    ]),
  );
}

function chunks<T>(rows: T[]): T[][] {
  const list: T[][] = [];
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
    list.push(rows.slice(from, from + ROWS_PER_STATEMENT));
  return list;
}
