import { OUTBOX_COUNT_LIMIT, readOutboxLag } from "@/inngest/outbox-lag";
import { localDriver } from "@/inngest/process";
import { countDeliveries } from "@/server/integrations";
import type { DeliveryCount } from "@/server/integrations/schema";
import { execute, getClock, logger } from "@/server/kernel";
import type { Metric, Sample } from "./exposition";
import { RunningTotals } from "./running-totals";

const startedAt = new Date(Date.now() - process.uptime() * 1000);

const totals = new RunningTotals(
  async (span) => (await execute(countDeliveries, span, { actor: { kind: "operator" } })).items,
  startedAt,
);

const gauge = (name: string, help: string, ...values: number[]): Metric => ({
  name,
  help,
  type: "gauge",
  samples: values.map((value) => ({ value })),
});

function ofDeliveries(counts: readonly DeliveryCount[]): Metric[] {
  const add = (pick: (count: DeliveryCount) => number) =>
    counts.reduce((whole, count) => whole + pick(count), 0);
  return [
    {
      name: "aiops_deliveries_total",
      help: "Deliveries received since this process started, over the whole installation.",
      type: "counter",
      samples: counts.map(
        ({ source, status, deliveries }): Sample => ({ labels: { source, status }, value: deliveries }),
      ),
    },
    {
      name: "aiops_alerts_total",
      help: "Alerts that these deliveries opened, repeated and resolved.",
      type: "counter",
      samples: [
        { labels: { change: "opened" }, value: add((count) => count.opened) },
        { labels: { change: "repeated" }, value: add((count) => count.repeated) },
        { labels: { change: "resolved" }, value: add((count) => count.resolved) },
      ],
    },
  ];
}

async function ofDatabase(now: Date): Promise<Metric[]> {
  const [counts, lag] = await Promise.all([totals.read(now), readOutboxLag()]);
  return [
    ...ofDeliveries(counts),
    gauge(
      "aiops_outbox_rows",
      `Events that the job engine has not taken; counted up to ${OUTBOX_COUNT_LIMIT}.`,
      lag.rows,
    ),
    gauge(
      "aiops_outbox_oldest_seconds",
      "How long the oldest of these events has waited.",
      lag.oldestMs / 1000,
    ),
  ];
}

/** Nothing where Inngest runs the jobs: its own dashboard counts them. */
async function ofJobs(): Promise<Metric[]> {
  const stats = await localDriver()?.stats();
  if (!stats) return [];
  return [
    gauge("aiops_jobs_running", "Runs that have begun and not ended, sleeping ones too.", stats.running),
    gauge("aiops_jobs_queued", "Runs that have not begun.", stats.queued),
    gauge("aiops_jobs_failed_24h", "Runs that failed within the last 24 hours.", stats.failed24h),
    gauge(
      "aiops_jobs_oldest_queued_seconds",
      "How long the oldest request of a job has waited for a worker.",
      stats.oldestQueuedMs / 1000,
    ),
  ];
}

function ofProcess(): Metric[] {
  const memory = process.memoryUsage();
  return [
    gauge("process_resident_memory_bytes", "Resident memory of this process.", memory.rss),
    gauge("nodejs_heap_size_used_bytes", "Heap in use by JavaScript.", memory.heapUsed),
    gauge(
      "process_start_time_seconds",
      "Unix time at which this process started.",
      Math.round(startedAt.getTime() / 1000),
    ),
  ];
}

/** Everything this server tells of itself. What cannot be read is left out, and `aiops_up` is 0 then. */
export async function collectMetrics(): Promise<Metric[]> {
  const parts = await Promise.allSettled([ofDatabase(getClock().now()), ofJobs()]);
  for (const part of parts)
    if (part.status === "rejected") logger.warn({ err: part.reason }, "Metrics could not be read.");
  const up = parts.every((part) => part.status === "fulfilled");
  return [
    gauge("aiops_up", "Whether the database and the job driver answered.", up ? 1 : 0),
    ...parts.flatMap((part) => (part.status === "fulfilled" ? part.value : [])),
    ...ofProcess(),
  ];
}
