import { sql } from "drizzle-orm";
import { query } from "@/server/kernel";
import { CountDeliveriesInput, type DeliveryCount, DeliveryCounts } from "./schema";

export const countDeliveries = query(
  {
    name: "integrations.countDeliveries",
    summary: "Counts the deliveries of a span by source and status, and the alerts they opened and resolved",
    scope: "operator",
    can: "operator",
    input: CountDeliveriesInput,
    output: DeliveryCounts,
    example: () => ({ after: new Date(0), until: new Date(1) }),
  },
  async ({ tx }, { after, until }) => {
    // Ids begin with their instant, so each organization's primary key leads straight to the span.
    const { rows } = await tx.execute<DeliveryCount>(sql`
      select d.source, d.status, count(*)::int as deliveries, sum(d.opened)::int as opened,
        sum(d.repeated)::int as repeated, sum(d.resolved)::int as resolved
      from organizations o cross join lateral (
        select source, status, opened, repeated, resolved from deliveries
        where organization_id = o.id and id > ${lastIdAt(after)} and id <= ${lastIdAt(until)}
      ) d
      group by d.source, d.status order by d.source, d.status`);
    return { items: rows };
  },
);

/** The greatest UUID v7 of a millisecond: whatever was received by then is not greater. */
function lastIdAt(at: Date): string {
  const ms = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7fff-bfff-ffffffffffff`;
}
