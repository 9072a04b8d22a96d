import type { Labels, Severity } from "@/server/alerts/schema";

/** One recurring problem of the demo's production: when in a cycle it begins, and how long it lasts. */
type Scene = {
  alertName: string;
  service: string;
  severity: Severity;
  startMinute: number;
  minutes: number;
  labels: Labels;
  summary: string;
  value: string;
};
export type Occurrence = Scene & { startsAt: Date; endsAt: Date };

const MINUTE_MS = 60_000;
// Longer than the pause after which a key opens a new incident rather than its old one.
export const CYCLE_MINUTES = 75;

/** A database's disk slows down, and payments and checkout with it; then search, then mail. Some things never end. */
const scenes: Scene[] = [
  {
    alertName: "DiskLatencyHigh",
    service: "payments-db",
    severity: "critical",
    startMinute: 1,
    minutes: 17,
    labels: { host: "node-7", deployment: "payments" },
    summary: "Disk writes on node-7 take 340 ms",
    value: "340ms",
  },
  {
    alertName: "QueryTimeouts",
    service: "payments",
    severity: "critical",
    startMinute: 2,
    minutes: 16,
    labels: { deployment: "payments", pod: "payments-6f7c9" },
    summary: "12 % of queries of payments time out",
    value: "12%",
  },
  {
    alertName: "HighErrorRate",
    service: "checkout",
    severity: "critical",
    startMinute: 3,
    minutes: 15,
    labels: { deployment: "checkout", pod: "checkout-5d9fb" },
    summary: "8 % of checkouts answer 502",
    value: "8%",
  },
  {
    alertName: "LatencyHigh",
    service: "checkout",
    severity: "warning",
    startMinute: 3.5,
    minutes: 15,
    labels: { deployment: "checkout" },
    summary: "p95 of checkout is 4.1 s",
    value: "4.1s",
  },
  {
    alertName: "ReplicationLag",
    service: "search",
    severity: "warning",
    startMinute: 28,
    minutes: 12,
    labels: { host: "node-3" },
    summary: "The search replica is 95 s behind",
    value: "95s",
  },
  {
    alertName: "QueueBacklog",
    service: "mail",
    severity: "warning",
    startMinute: 48,
    minutes: 20,
    labels: { deployment: "mail" },
    summary: "18,400 mails wait",
    value: "18400",
  },
];
const chronic: Omit<Scene, "startMinute" | "minutes">[] = [
  {
    alertName: "DiskWillFill",
    service: "log-archive",
    severity: "warning",
    labels: { host: "node-9" },
    summary: "The disk of log-archive is full in 4 days",
    value: "87%",
  },
  {
    alertName: "CertificateExpiresSoon",
    service: "edge",
    severity: "info",
    labels: { host: "edge-1" },
    summary: "The certificate of shop.example ends in 19 days",
    value: "19d",
  },
];

const occurrence = (scene: Scene, cycleStart: number): Occurrence => {
  const startsAt = new Date(cycleStart + scene.startMinute * MINUTE_MS);
  return { ...scene, startsAt, endsAt: new Date(startsAt.getTime() + scene.minutes * MINUTE_MS) };
};

/** The latest occurrence of each problem at `now`, firing or ended; `anchor` is when the demo began. */
export function storyAt(anchor: Date, now: Date): Occurrence[] {
  const cycle = CYCLE_MINUTES * MINUTE_MS;
  const elapsed = now.getTime() - anchor.getTime();
  const latest = scenes.flatMap((scene) => {
    const index = Math.floor((elapsed - scene.startMinute * MINUTE_MS) / cycle);
    return index < 0 ? [] : [occurrence(scene, anchor.getTime() + index * cycle)];
  });
  const lasting = chronic.map((scene) => ({
    ...scene,
    startMinute: 0,
    minutes: Number.POSITIVE_INFINITY,
    startsAt: new Date(anchor.getTime() - 26 * 3_600_000),
    endsAt: new Date(8.64e15),
  }));
  return [...latest, ...lasting];
}

/** What happened in the two weeks before the demo began: once a day some of it, at another hour each day. */
export function historyBefore(anchor: Date): Occurrence[] {
  const day = 24 * 60 * MINUTE_MS;
  return Array.from({ length: 13 }, (_, index) => index + 1)
    .flatMap((daysAgo) => {
      const cycleStart = anchor.getTime() - daysAgo * day + ((daysAgo * 5) % 11) * 60 * MINUTE_MS;
      return scenes
        .filter((_, scene) => (daysAgo + scene) % 5 < 4)
        .map((scene) => occurrence(scene, cycleStart));
    })
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Occurrences as one delivery of Alertmanager, format version 4: firing or resolved as of `now`. */
export function asAlertmanager(occurrences: Occurrence[], now: Date) {
  const alerts = occurrences.map(
    ({ alertName, service, severity, labels, summary, value, startsAt, endsAt }) => ({
      status: endsAt <= now ? "resolved" : "firing",
      labels: { alertname: alertName, service, severity, environment: "production", ...labels },
      annotations: { summary, value },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt <= now ? endsAt.toISOString() : "0001-01-01T00:00:00Z",
      generatorURL: `http://prometheus.example/graph?g0.expr=${encodeURIComponent(alertName)}`,
      fingerprint: `demo-${alertName}-${service}`,
    }),
  );
  return {
    version: "4",
    receiver: "aiops",
    status: alerts.some((alert) => alert.status === "firing") ? "firing" : "resolved",
    groupKey: "{}:{}",
    truncatedAlerts: 0,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts,
  };
}
