import { z } from "zod";
import { command } from "@/server/kernel";
import { getOrganizationSettings } from "@/server/tenancy";
import { clearedIncidentIds, earliestCleared, settleIncidents, unsettledIds } from "./settle-incidents";

const BATCH = 500;

/** The sweep's work: ends incidents whose alerts have been clear for the quiet time, and says when to look again. */
export const resolveQuietIncidents = command(
  {
    name: "incidents.resolveQuiet",
    summary: "Resolves incidents whose alerts have all stayed clear for the quiet time.",
    can: "incidents:write",
    scope: "organization",
    input: z.object({}),
    output: z.object({ looked: z.number().int(), dueAt: z.date().nullable() }),
    audit: "none",
    because: "Automatic resolution accounts for itself on the timeline.",
    example: () => ({}),
  },
  async (context) => {
    const { quietMinutes } = await getOrganizationSettings(context.tx);
    const quietMs = quietMinutes * 60_000;
    const ids = await clearedIncidentIds(context.tx, new Date(context.now.getTime() - quietMs), BATCH);
    // Whoever marked incidents settles them; what a run that died has left is settled here.
    const left = await unsettledIds(context.tx, BATCH);
    await settleIncidents(context, [...ids, ...left]);
    const next = await earliestCleared(context.tx);
    return { looked: ids.length, dueAt: next && new Date(next.getTime() + quietMs) };
  },
);
