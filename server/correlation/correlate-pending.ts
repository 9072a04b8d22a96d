import { z } from "zod";
import { markCorrelated, placesOf, readUncorrelated, recordPlaces } from "@/server/alerts";
import type { Alert } from "@/server/alerts/schema";
import {
  addTimelineEntries,
  clearedEntry,
  decideReturn,
  holdIncidents,
  incidentsOfAlerts,
  linkAlerts,
  markUnsettled,
  openIncidents,
} from "@/server/incidents";
import type { LinkEvidence } from "@/server/incidents/schema";
import { type Context, command, type Tx } from "@/server/kernel";
import { getOrganizationSettings } from "@/server/tenancy";
import { openCandidates } from "./candidates";
import { correlate, type Placement } from "./core/correlate";

type Home = { alert: Alert; incidentId: string; link: LinkEvidence };

/**
 * Takes the next alerts that opened, cleared or grew worse and places the new ones, in one transaction; the touched
 * incidents are marked for `incidents.settlePending`. Cost: about ten statements a batch, whatever the incidents' size.
 */
export const correlatePending = command(
  {
    name: "correlation.correlatePending",
    summary: "Places the alerts that wait for correlation into incidents.",
    can: "correlation:write",
    scope: "organization",
    input: z.object({ limit: z.number().int().min(1).max(2000).default(500) }),
    output: z.object({ claimed: z.number().int(), opened: z.number().int(), more: z.boolean() }),
    audit: "none",
    because: "Correlation accounts for itself by the evidence on links and by the timeline.",
    example: () => ({}),
  },
  async (context, { limit }) => {
    const { tx, now } = context;
    await holdIncidents(tx);
    // Read without locks: a delivery never waits for correlation, and what it changes meanwhile stays on the queue.
    const claimed = await readUncorrelated(tx, limit);
    if (!claimed.length) return { claimed: 0, opened: 0, more: false };
    const settings = await getOrganizationSettings(tx);
    const windowMs = settings.correlationWindowMinutes * 60_000;

    const known = claimed.filter((alert) => alert.incidentId);
    const fresh = claimed.filter((alert) => !alert.incidentId);
    const { returning, followed } = await returnHome(tx, fresh, settings.reopenMinutes * 60_000);
    const atHome = new Set(returning.map(({ alert }) => alert.id));
    const rest = fresh
      .filter((alert) => !atHome.has(alert.id))
      .map((alert) => ({ ...alert, places: placesOf(alert) }));
    const placements = correlate(rest, await openCandidates(tx, rest, windowMs), { windowMs }, (alert) =>
      context.newId(alert.timestamp),
    );
    const alertOf = new Map(rest.map((alert) => [alert.id, alert]));
    const opened = await place(context, rest, placements, returning, followed);
    await recordPlaces(tx, [
      ...returning,
      ...placements.flatMap((placement) => {
        const alert = alertOf.get(placement.alertId);
        return alert && placement.decision !== "muted" ? [{ incidentId: placement.incidentId, alert }] : [];
      }),
    ]);

    await markCorrelated(
      tx,
      [
        ...known.map((alert) => ({ id: alert.id, incidentId: alert.incidentId, seen: alert })),
        ...returning.map(({ alert, incidentId }) => ({ id: alert.id, incidentId, seen: alert })),
        ...placements.map((placement) => ({
          id: placement.alertId,
          seen: alertOf.get(placement.alertId),
          incidentId: placement.decision === "muted" ? null : placement.incidentId,
        })),
      ],
      now,
    );
    await addTimelineEntries(
      context,
      known.flatMap((alert) =>
        alert.resolvedAt && alert.incidentId ? [clearedEntry(alert.incidentId, alert)] : [],
      ),
    );
    const joined = placements.flatMap((placement) =>
      placement.decision === "join" ? [placement.incidentId] : [],
    );
    const clearedAtBirth = placements.flatMap((placement) =>
      placement.decision === "open" &&
      rest.some((alert) => alert.id === placement.alertId && alert.resolvedAt)
        ? [placement.incidentId]
        : [],
    );
    await markUnsettled(context, [
      ...known.flatMap((alert) => alert.incidentId ?? []),
      ...returning.map(({ incidentId }) => incidentId),
      ...joined,
      ...clearedAtBirth,
    ]);
    return { claimed: claimed.length, opened, more: claimed.length === limit };
  },
);

/** New episodes of a known key go back to the incident of the last one while that is open or has just ended. */
async function returnHome(tx: Tx, fresh: Alert[], reopenMs: number) {
  const previousIds = fresh.flatMap((alert) => alert.previousId ?? []);
  const homes = new Map((await incidentsOfAlerts(tx, previousIds)).map((home) => [home.alertId, home]));
  const returning: Home[] = [];
  const followed = new Map<string, string>();
  for (const alert of fresh) {
    const home = alert.previousId && !alert.mutedBy ? homes.get(alert.previousId) : undefined;
    if (!home) continue;
    const { decision, reason } = decideReturn(home, alert.timestamp, reopenMs);
    if (decision === "follow") {
      followed.set(alert.id, home.incidentId);
      continue;
    }
    returning.push({
      alert,
      incidentId: home.incidentId,
      link: {
        method: "label",
        score: 1,
        evidence: { previous_id: alert.previousId },
        sentence: `Returned: ${reason}.`,
      },
    });
  }
  return { returning, followed };
}

/** Writes the decisions: new incidents, then every link. Answers how many were opened. */
async function place(
  context: Context,
  rest: Alert[],
  placements: Placement[],
  returning: Home[],
  followed: Map<string, string>,
): Promise<number> {
  const alertOf = new Map(rest.map((alert) => [alert.id, alert]));
  const members = new Map<string, Alert[]>();
  const links: Home[] = [...returning];
  const born = new Set<string>();
  for (const placement of placements) {
    const alert = alertOf.get(placement.alertId);
    if (!alert || placement.decision === "muted") continue;
    links.push({ alert, incidentId: placement.incidentId, link: placement.link });
    if (placement.decision === "open") born.add(placement.incidentId);
    members.set(placement.incidentId, [...(members.get(placement.incidentId) ?? []), alert]);
  }
  await openIncidents(
    context,
    [...born].map((id) => {
      const own = members.get(id) ?? [];
      const previousId = own.map((alert) => followed.get(alert.id)).find(Boolean) ?? null;
      return {
        id,
        alerts: own,
        method: "label" as const,
        previousId,
      };
    }),
  );
  await linkAlerts(context, links);
  return born.size;
}
