import { z } from "zod";
import { command } from "@/server/kernel";
import { holdIncidents } from "../queries";
import { settleIncidents, unsettledIds } from "./settle-incidents";

/**
 * Brings the incidents that correlation has marked up to date, a batch in one transaction of its own. Cost: one pass over
 * the alerts of these incidents, plus one update per incident that changed; no row of an alert is locked.
 */
export const settlePending = command(
  {
    name: "incidents.settlePending",
    summary: "Brings incidents whose alerts have changed up to date.",
    can: "incidents:write",
    scope: "organization",
    input: z.object({ limit: z.number().int().min(1).max(500).default(100) }),
    output: z.object({ settled: z.number().int(), more: z.boolean() }),
    audit: "none",
    because: "What becomes of an incident by its alerts accounts for itself on the timeline.",
    example: () => ({}),
  },
  async (context, { limit }) => {
    await holdIncidents(context.tx);
    const ids = await unsettledIds(context.tx, limit);
    await settleIncidents(context, ids);
    return { settled: ids.length, more: ids.length === limit };
  },
);
