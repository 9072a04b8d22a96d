import { sql } from "drizzle-orm";
import { z } from "zod";
import { alerts } from "@/drizzle/schema/alerts";
import { incidents } from "@/drizzle/schema/incidents";
import { deliveries } from "@/drizzle/schema/integrations";
import { query } from "@/server/kernel";

const DAY_MS = 86_400_000;
const Counted = z.object({
  seconds: z.number().nullable().describe("Median, in seconds; null without any."),
  count: z.number().int(),
});

export const Overview = z.object({
  open: z.object({
    critical: z.number().int(),
    warning: z.number().int(),
    info: z.number().int(),
    unacknowledged: z.number().int(),
  }),
  days: z.number().int(),
  alertsByDay: z.array(
    z.object({
      day: z.string(),
      critical: z.number().int(),
      warning: z.number().int(),
      info: z.number().int(),
    }),
  ),
  noise: z.object({ received: z.number().int(), alerts: z.number().int(), incidents: z.number().int() }),
  timeToAcknowledge: Counted,
  timeToResolve: Counted,
  busiestServices: z.array(
    z.object({ service: z.string(), alerts: z.number().int(), open: z.number().int() }),
  ),
  hasDeliveries: z.boolean(),
});
export type Overview = z.infer<typeof Overview>;

/** Figures of the last days, each with the number behind it. Bounded by time: five statements over indexed ranges. */
export const getOverview = query(
  {
    name: "incidents.overview",
    summary:
      "Open incidents, alert volume by day, noise reduction, times to acknowledge and resolve, busiest services.",
    can: "incidents:read",
    scope: "organization",
    input: z.object({ days: z.coerce.number().int().min(1).max(90).default(14) }),
    output: Overview,
    rest: { method: "GET", path: "/overview" },
    example: () => ({}),
  },
  async ({ tx, now }, { days }) => {
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const from = new Date(today - (days - 1) * DAY_MS).toISOString();
    const rows = async <T>(statement: ReturnType<typeof sql>) => (await tx.execute(statement)).rows as T[];
    const open = await rows<{ severity: "critical" | "warning" | "info"; n: number; unacknowledged: number }>(
      sql`select severity, count(*)::int n, count(*) filter (where acknowledged_at is null)::int unacknowledged
        from ${incidents} where resolved_at is null group by severity`,
    );
    const byDay = await rows<{ day: string; severity: "critical" | "warning" | "info"; n: number }>(
      sql`select to_char("timestamp" at time zone 'UTC', 'YYYY-MM-DD') as day, severity, count(*)::int n
        from ${alerts} where "timestamp" >= ${from} group by 1, 2`,
    );
    const [received] = await rows<{ n: number; ever: boolean }>(
      sql`select coalesce(sum(alert_count), 0)::int n, exists (select from ${deliveries}) ever
        from ${deliveries} where received_at >= ${from}`,
    );
    const [times] = await rows<{
      opened: number;
      acked: number;
      ack: number | null;
      ended: number;
      end: number | null;
    }>(
      sql`select count(*)::int opened,
          count(acknowledged_at)::int acked,
          percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - detected_at)) filter (where acknowledged_at is not null) ack,
          count(resolved_at) filter (where merged_into is null)::int ended,
          percentile_cont(0.5) within group (order by greatest(0, extract(epoch from resolved_at - started_at))) filter (where resolved_at is not null and merged_into is null) as end
        from ${incidents} where detected_at >= ${from}`,
    );
    const busiest = await rows<{ service: string; alerts: number; open: number }>(
      sql`select service, count(*)::int alerts, count(*) filter (where resolved_at is null)::int open
        from ${alerts} where "timestamp" >= ${from} and service is not null
        group by service order by alerts desc, service limit 6`,
    );
    const total = (severity: string) => open.find((row) => row.severity === severity)?.n ?? 0;
    const alertCount = byDay.reduce((sum, row) => sum + row.n, 0);
    return {
      open: {
        critical: total("critical"),
        warning: total("warning"),
        info: total("info"),
        unacknowledged: open.reduce((sum, row) => sum + row.unacknowledged, 0),
      },
      days,
      alertsByDay: Array.from({ length: days }, (_, index) => {
        const day = new Date(today - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10);
        const count = (severity: string) =>
          byDay.find((row) => row.day === day && row.severity === severity)?.n ?? 0;
        return { day, critical: count("critical"), warning: count("warning"), info: count("info") };
      }),
      noise: { received: received?.n ?? 0, alerts: alertCount, incidents: times?.opened ?? 0 },
      timeToAcknowledge: { seconds: times?.ack ?? null, count: times?.acked ?? 0 },
      timeToResolve: { seconds: times?.end ?? null, count: times?.ended ?? 0 },
      busiestServices: busiest,
      hasDeliveries: received?.ever ?? false,
    };
  },
);
