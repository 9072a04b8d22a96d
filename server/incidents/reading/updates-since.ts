import { desc, sql } from "drizzle-orm";
import { z } from "zod";
import { incidents } from "@/drizzle/schema/incidents";
import { integrations } from "@/drizzle/schema/integrations";
import { query } from "@/server/kernel";

// A transaction may commit a few seconds after the instant it stamped; the client ignores what it has seen by version.
const OVERLAP_MS = 10_000;

export const updatesSince = query(
  {
    name: "updates.since",
    summary: "What changed since an instant: ids and versions, or nothing. Pages ask this every two seconds.",
    can: "incidents:read",
    scope: "organization",
    input: z.object({ since: z.coerce.date().optional() }),
    output: z.object({
      now: z.date(),
      incidents: z.array(z.object({ id: z.uuid(), version: z.number().int() })),
      alertsAt: z.date().nullable().describe("When an integration last delivered."),
    }),
    rest: { method: "GET", path: "/updates" },
    example: () => ({}),
  },
  async ({ tx, now }, input) => {
    const since = new Date((input.since ?? now).getTime() - OVERLAP_MS);
    const changed = await tx
      .select({ id: incidents.id, version: incidents.version })
      .from(incidents)
      .where(sql`${incidents.updatedAt} >= ${since.toISOString()}`)
      .orderBy(desc(incidents.updatedAt))
      .limit(200);
    const [last] = await tx
      .select({ at: sql<string | null>`max(${integrations.lastDeliveryAt})` })
      .from(integrations);
    return { now, incidents: changed, alertsAt: last?.at ? new Date(last.at) : null };
  },
);
