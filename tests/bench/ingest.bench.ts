// needs: database, app
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";
import { createPool, type PoolLike } from "@/drizzle/client";
import { organizations } from "@/drizzle/schema/organizations";
import { createIntegration } from "@/server/integrations";
import { type Actor, automation, execute, getDatabase, inSystem, setDatabase, uuidv7 } from "@/server/kernel";
import { startApp } from "../support/app";
import { figure } from "./figure";
import { loadAlerts } from "./load-alerts";

// Deliveries through the built app, as senders make them: each worker is one Alertmanager that sends one group after the
// other. The references run in between: the same rows by a bare upsert, and a route that does nothing.
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "15" },
    workers: { type: "string", default: "8" },
  },
});
const SECONDS = Number(options.seconds);
const WORKERS = Number(options.workers);
const GROUP = 100;
const SEEDED = 500;
const LOADED = 100_000;
const SHARES = { repeat: 0.7, open: 0.25 };

type Sent = { opened: number; repeated: number; resolved: number };
const none = (): Sent => ({ opened: 0, repeated: 0, resolved: 0 });

/** One Alertmanager: what it has told so far is open at us, because it waits for each answer. */
class Sender {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly sent = none();
  private readonly open: number[] = [];
  private made = 0;
  constructor(
    readonly number: number,
    readonly key: string,
  ) {}

  private alert(n: number, status: "firing" | "resolved") {
    return {
      status,
      labels: {
        alertname: `Rule${n % 200}`,
        severity: ["critical", "warning", "info"][n % 3],
        service: `service-${n % 50}`,
        environment: n % 10 ? "production" : "staging",
        instance: `10.0.${this.number}.${n % 250}:9100`,
        pod: `pod-${this.number}-${n}`,
        job: "node",
        cluster: "c1",
      },
      annotations: {
        summary: `Rule${n % 200} on pod-${n}`,
        description: "It has been above its threshold for five minutes.",
      },
      startsAt: new Date(Date.UTC(2026, 10, 1) + n).toISOString(),
      endsAt:
        status === "firing"
          ? "0001-01-01T00:00:00Z"
          : new Date(Date.UTC(2026, 10, 1) + n + 60_000).toISOString(),
      generatorURL: "http://prometheus:9090/graph?g0.expr=up",
      fingerprint: (this.number * 1e9 + n).toString(16).padStart(16, "0"),
    };
  }

  /** The next group of so many alerts, drawn by the shares of the issue; `seed` only opens. */
  group(size: number, seed = false): string {
    const alerts = [];
    // Each is said once in a group; what is opened in it is repeated in later ones.
    const known = [...this.open];
    for (let i = 0; i < size; i++) {
      const draw = seed || !known.length ? SHARES.repeat : Math.random();
      if (draw < SHARES.repeat) {
        const [n = 0] = known.splice(Math.floor(Math.random() * known.length), 1);
        alerts.push(this.alert(n, "firing"));
        this.sent.repeated++;
      } else if (draw < SHARES.repeat + SHARES.open) {
        const n = ++this.made;
        this.open.push(n);
        alerts.push(this.alert(n, "firing"));
        this.sent.opened++;
      } else {
        const [n = 0] = known.splice(Math.floor(Math.random() * known.length), 1);
        this.open.splice(this.open.indexOf(n), 1);
        alerts.push(this.alert(n, "resolved"));
        this.sent.resolved++;
      }
    }
    return JSON.stringify({ version: "4", status: "firing", receiver: "aiops", truncatedAlerts: 0, alerts });
  }
}

type Answer = { status: number; ms: number };

function send(url: string, agent: Agent, key: string | null, body: string | null): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: body === null ? "GET" : "POST",
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(body === null
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
        },
      },
      (response) => {
        response.resume();
        response.once("end", () =>
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - startedAt }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body ?? undefined);
  });
}

type Run = { perSecond: number; times: number[] };

/** Runs one piece of work per worker again and again for some seconds; answers how many were done a second. */
async function during(
  seconds: number,
  workers: Sender[],
  work: (sender: Sender) => Promise<number>,
): Promise<Run> {
  const times: number[] = [];
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  await Promise.all(
    workers.map(async (sender) => {
      while (performance.now() < end) times.push(await work(sender));
    }),
  );
  return {
    perSecond: times.length / ((performance.now() - startedAt) / 1000),
    times: times.sort((a, b) => a - b),
  };
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

const app = await startApp();
const pool = createPool(app.databaseUrl, { max: WORKERS });
setDatabase({ ...getDatabase(), pool });
// An empty table would flatter one side and starve the planner of statistics on the other.
await loadAlerts(pool, { organizations: 2, alerts: LOADED, incidents: 2000 });
const now = new Date();
const organizationId = uuidv7(now);
await inSystem((tx) =>
  tx.insert(organizations).values({ id: organizationId, name: "Bench", slug: "bench", createdAt: now }),
);
const actor: Actor = automation("Bench", organizationId);
const senders: Sender[] = [];
for (let number = 0; number < WORKERS; number++) {
  const { key } = await execute(
    createIntegration,
    { source: "alertmanager", name: `Alertmanager ${number}` },
    { actor },
  );
  senders.push(new Sender(number, key));
}
const webhook = `${app.url}/webhook/alertmanager`;
const deliver = (size: number) => async (sender: Sender) => {
  const { status, ms } = await send(webhook, sender.agent, sender.key, sender.group(size));
  if (status !== 202) throw new Error(`A delivery was answered ${status}.\n${app.output()}`);
  return ms;
};
const nothing = async (sender: Sender) => (await send(`${app.url}/api/health`, sender.agent, null, null)).ms;

await pool.query(`create schema bench`);
await pool.query(`create table bench.bare (integration_id uuid, dedup_key text, alert_name text, severity text, status text,
  service text, environment text, instance text, labels jsonb, annotations jsonb, timestamp timestamptz,
  last_seen_at timestamptz, resolved_at timestamptz, repeat_count int default 0, source_url text,
  primary key (integration_id, dedup_key)) with (fillfactor = 85)`);

/** The rows of a group by one upsert and nothing else: no policy, labels, log, key or HTTP. */
const bareUpsert = (of: PoolLike, mirror: Sender, integrationId: string) => {
  return async () => {
    const { alerts } = JSON.parse(mirror.group(GROUP)) as { alerts: Record<string, string>[] };
    alerts.sort((a, b) => ((a.fingerprint ?? "") < (b.fingerprint ?? "") ? -1 : 1));
    const columns = 14;
    const values = alerts.flatMap((alert) => {
      const labels = alert.labels as unknown as Record<string, string>;
      return [
        integrationId,
        alert.fingerprint,
        labels.alertname,
        labels.severity,
        alert.status,
        labels.service,
        labels.environment,
        labels.instance,
        JSON.stringify(labels),
        JSON.stringify(alert.annotations),
        alert.startsAt,
        new Date().toISOString(),
        alert.status === "resolved" ? alert.endsAt : null,
        alert.generatorURL,
      ];
    });
    const rows = alerts.map(
      (_, i) => `(${Array.from({ length: columns }, (_, c) => `$${i * columns + c + 1}`)})`,
    );
    const startedAt = performance.now();
    await of.query(
      `insert into bench.bare (integration_id, dedup_key, alert_name, severity, status, service, environment, instance,
        labels, annotations, timestamp, last_seen_at, resolved_at, source_url) values ${rows}
       on conflict (integration_id, dedup_key) do update set last_seen_at = excluded.last_seen_at,
        repeat_count = bare.repeat_count + 1, status = excluded.status, resolved_at = excluded.resolved_at,
        annotations = excluded.annotations`,
      values,
    );
    return performance.now() - startedAt;
  };
};
const mirrors = new Map(
  senders.map((sender) => {
    const mirror = new Sender(sender.number, sender.key);
    return [sender, bareUpsert(pool, mirror, uuidv7(now))];
  }),
);
const bare = (sender: Sender) => mirrors.get(sender)?.() ?? Promise.reject(new Error("No mirror."));
const peakMegabytes = () => {
  try {
    return (
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024
    );
  } catch {
    return Number.NaN;
  }
};

for (const sender of senders) await send(webhook, sender.agent, sender.key, sender.group(SEEDED, true));
await pool.query("vacuum analyze alerts");
await during(2, senders, deliver(GROUP));
await during(1, senders, bare);
await during(1, senders, nothing);

const third = SECONDS / 3;
const groups: Run[] = [];
const upserts: Run[] = [];
const singles: Run[] = [];
const empties: Run[] = [];
// In turns, so that a busy moment of the machine meets both sides.
for (let turn = 0; turn < 3; turn++) {
  groups.push(await during(third, senders, deliver(GROUP)));
  upserts.push(await during(third / 2, senders, bare));
  singles.push(await during(third, senders, deliver(1)));
  empties.push(await during(third / 2, senders, nothing));
}
const rate = (runs: Run[]) => runs.reduce((sum, run) => sum + run.perSecond, 0) / runs.length;
const times = (runs: Run[]) => runs.flatMap((run) => run.times).sort((a, b) => a - b);

const note = `${WORKERS} senders, correlation running beside`;
figure({
  bench: "ingest",
  metric: "alerts_per_s",
  value: rate(groups) * GROUP,
  unit: "alerts/s",
  reference: rate(upserts) * GROUP,
  note: `${note}; reference: bare upsert of the same rows`,
});
figure({
  bench: "ingest",
  metric: "deliveries_per_s",
  value: rate(singles),
  unit: "deliveries/s",
  reference: rate(empties),
  note: `${note}; one alert each; reference: GET /api/health`,
});
for (const [name, list] of [
  ["", times(groups)],
  ["_single", times(singles)],
] as const)
  for (const q of [0.5, 0.95, 0.99])
    figure({ bench: "ingest", metric: `p${q * 100}_ms${name}`, value: quantile(list, q), unit: "ms", note });
figure({
  bench: "ingest",
  metric: "peak_memory_mb",
  value: peakMegabytes(),
  unit: "MB",
  note: "resident memory of the server, at most",
});

const sent = senders.reduce(
  (sum, { sent: one }) => ({
    opened: sum.opened + one.opened,
    repeated: sum.repeated + one.repeated,
    resolved: sum.resolved + one.resolved,
  }),
  none(),
);
const { rows } = await pool.query(
  `select count(*)::int as opened, sum(repeat_count)::int as repeated, count(resolved_at)::int as resolved from alerts where organization_id = $1 and source = 'alertmanager'`,
  [organizationId],
);
const stored = rows[0] as unknown as Sent;
const total = (one: Sent) => one.opened + one.repeated + one.resolved;
figure({
  bench: "ingest",
  metric: "stored",
  value: total(stored),
  unit: "alerts",
  reference: total(sent),
  note: "reference: alerts sent",
});
for (const sender of senders) sender.agent.destroy();
await pool.end();
await app.stop();
if (JSON.stringify(stored) !== JSON.stringify(sent)) {
  console.error(`Stored ${JSON.stringify(stored)}, sent ${JSON.stringify(sent)}.`);
  process.exitCode = 1;
}
