import type { PoolLike } from "@/drizzle/client";

export type Load = { organizations: number; alerts: number; incidents: number };

/**
 * Fills a migrated database as its owner: organizations with an integration each, alerts of the last 90 days (one in fifty
 * open, one in ten of these in an incident) with eight labels, incidents. Answers the organizations' ids.
 */
export async function loadAlerts(
  pool: PoolLike,
  { organizations, alerts, incidents }: Load,
): Promise<string[]> {
  // A UUID v7 of the alert's start, as ingestion makes it.
  const id = (at: string) =>
    `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`;
  await pool.query(`
    insert into organizations (id, name, slug, created_at)
    select gen_random_uuid(), 'Load ' || n, 'load-' || n, now() from generate_series(1, ${organizations}) n`);
  await pool.query(`
    insert into integrations (organization_id, id, source, name, created_at)
    select id, gen_random_uuid(), 'alertmanager', 'Alertmanager', now() from organizations where slug like 'load-%'`);
  await pool.query(`
    insert into incidents (organization_id, id, number, title, status, severity, correlation_method, affected_services,
      started_at, detected_at, last_alert_at, resolved_at, alert_count, created_by, created_at, updated_at)
    select o.id, ${id("at")}, n, 'Rule' || n % 300 || ' on service-' || n % 120,
      case when n % 50 = 0 then 'open' else 'resolved' end, (array['critical','warning','info'])[1 + n % 3], 'label',
      array['service-' || n % 120], at, at, at, case when n % 50 = 0 then null else at + interval '1 hour' end, 1, 'engine', at, at
    from organizations o, lateral (
      select n, date_trunc('milliseconds', now() - (${incidents / organizations} - n) * interval '90 days' / ${incidents / organizations}) as at
      from generate_series(1, ${Math.ceil(incidents / organizations)}) n) s
    where o.slug like 'load-%'`);
  // Organization by organization, so that no statement's temporary files outgrow the disk.
  const { rows } = await pool.query(
    `select o.id, i.id as integration from organizations o join integrations i on i.organization_id = o.id where slug like 'load-%' order by slug`,
  );
  const each = Math.ceil(alerts / organizations);
  for (const { id: organization, integration } of rows as { id: string; integration: string }[]) {
    await pool.query(`
      insert into alerts (organization_id, id, integration_id, dedup_key, fingerprint, alert_name, severity, source_severity,
        status, kind, service, environment, instance, labels, annotations, timestamp, last_seen_at, source_event_at,
        resolved_at, resolved_reason, repeat_count, value, source, source_url, incident_id, created_at, correlated_at)
      select '${organization}', ${id("at")}, '${integration}', md5('${organization}' || n), md5('${organization}' || n),
        (array['HighErrorRate','DiskFull','PodCrashLooping','LatencyHigh','TargetDown'])[1 + n % 5] || n % 60,
        (array['critical','warning','warning','info'])[1 + n % 4], 'x', case when open then 'firing' else 'resolved' end,
        'problem', 'service-' || n % 120, (array['production','production','production','staging'])[1 + n % 4],
        '10.0.0.' || n % 250,
        jsonb_build_object('alertname', 'A' || n % 300, 'severity', 'x', 'service', 'service-' || n % 120, 'env',
          n % 4 || '', 'host', 'host-' || n % 2000, 'pod', 'pod-' || n, 'cluster', 'c' || (n / 4) % 6, 'job', 'node'),
        '{"summary": "It has been above its threshold for five minutes."}', at, at, at,
        case when open then null else at + interval '10 minutes' end, case when open then null else 'source' end, n % 30,
        null, 'alertmanager', 'http://prometheus:9090/graph',
        case when n % 10 = 0 then (select id from incidents where organization_id = '${organization}'
          and number = 1 + n % ${Math.ceil(incidents / organizations)}) end, at, at
      from (select n, n % 50 = 0 as open, date_trunc('milliseconds', now() - (${each} - n) * interval '90 days' / ${each}) as at
        from generate_series(1, ${each}) n) s`);
    await pool.query(`
      insert into alert_labels (organization_id, key, value, alert_id)
      select organization_id, l.key, l.value, id from alerts, jsonb_each_text(labels) l where organization_id = '${organization}'
      order by 2, 3, 4`);
  }
  await pool.query("vacuum analyze alerts");
  await pool.query("vacuum analyze alert_labels");
  await pool.query("vacuum analyze incidents");
  return rows.map((row) => String(row.id));
}
