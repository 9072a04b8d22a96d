"use client";

import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC, useTRPCClient } from "@/components/api/trpc";
import { plural } from "@/components/ui/format";
import { notify, notifyError, notifyUndo } from "@/components/ui/toast";
import type { AlertDetail, AlertListItem, AlertPage, Severity } from "@/server/alerts/schema";

/** As many as one request of the server takes. */
export const BULK_MAX = 500;

export type Target = { id: string; reference: string };
export type Declaration = { title: string; severity: Severity };

/** What can be done with alerts, one or many: each says what it did, and offers to take it back where that can be. */
export function useAlertActions() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();

  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.incidents.pathKey() }),
    ]);

  /** Shows a change before the server has confirmed it; `refresh` puts right what turns out otherwise. */
  function patch(concerns: (alert: AlertListItem) => boolean, change: Partial<AlertListItem>) {
    const patched = <One extends AlertListItem>(alert: One): One =>
      concerns(alert) ? { ...alert, ...change } : alert;
    queries.setQueriesData<InfiniteData<AlertPage>>(
      { queryKey: trpc.alerts.list.infiniteQueryKey() },
      (data) =>
        data?.pages
          ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patched) })) }
          : data,
    );
    queries.setQueriesData<AlertDetail>({ queryKey: trpc.alerts.get.pathKey() }, (alert) =>
      alert ? patched(alert) : alert,
    );
  }

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      void notifyError(errorMessage(error));
      return undefined;
    } finally {
      void refresh();
    }
  }

  async function unacknowledge(incidentIds: readonly string[]) {
    const isTheirs = (alert: AlertListItem) =>
      alert.incidentId !== null && incidentIds.includes(alert.incidentId);
    patch((alert) => isTheirs(alert) && alert.status === "acknowledged", {
      status: "firing",
      acknowledgedAt: null,
    });
    await attempt(() => Promise.all(incidentIds.map((id) => client.incidents.unacknowledge.mutate({ id }))));
  }

  async function acknowledge(alerts: readonly AlertListItem[]) {
    const firing = alerts.filter((alert) => alert.status === "firing").slice(0, BULK_MAX);
    if (firing.length === 0) {
      void notify(alerts.length === 1 ? "This alert is not firing." : "None of these alerts is firing.");
      return;
    }
    const incidentIds = new Set(firing.flatMap((alert) => alert.incidentId ?? []));
    patch(
      (alert) => alert.status === "firing" && alert.incidentId !== null && incidentIds.has(alert.incidentId),
      { status: "acknowledged", acknowledgedAt: new Date() },
    );
    const done = await attempt(() =>
      client.incidents.acknowledgeAlerts.mutate({ alertIds: firing.map((alert) => alert.id) }),
    );
    if (!done) return;
    if (done.incidentIds.length === 0) {
      void notify("Somebody has acknowledged this already.");
      return;
    }
    const references = [
      ...new Set(
        firing.flatMap(({ incident }) =>
          incident && done.incidentIds.includes(incident.id) ? incident.reference : [],
        ),
      ),
    ];
    void notifyUndo(
      `Acknowledged ${references.length > 3 ? plural(references.length, "incident") : references.join(", ")}.`,
      () => unacknowledge(done.incidentIds),
      { description: "With an incident, all its firing alerts are acknowledged." },
    );
  }

  async function putBack(target: Target, alerts: readonly AlertListItem[]) {
    const homes = new Map<string | null, AlertListItem[]>();
    for (const alert of alerts) homes.set(alert.incidentId, [...(homes.get(alert.incidentId) ?? []), alert]);
    await attempt(async () => {
      for (const [home, members] of homes) {
        const alertIds = members.map((alert) => alert.id);
        if (home) await client.incidents.addAlerts.mutate({ id: home, alertIds });
        else
          for (const alertId of alertIds)
            await client.incidents.removeAlert.mutate({ id: target.id, alertId });
      }
    });
  }

  async function move(target: Target, alerts: readonly AlertListItem[]): Promise<boolean> {
    const moving = alerts.filter((alert) => alert.incidentId !== target.id).slice(0, BULK_MAX);
    if (moving.length === 0) {
      void notify(`${target.reference} holds this already.`);
      return false;
    }
    const alertIds = moving.map((alert) => alert.id);
    const done = await attempt(() => client.incidents.addAlerts.mutate({ id: target.id, alertIds }));
    if (!done) return false;
    void notifyUndo(`Moved ${plural(moving.length, "alert")} to ${target.reference}.`, () =>
      putBack(target, moving),
    );
    await refresh();
    return true;
  }

  /** The new incident, or undefined when the server refused, which has been said then. */
  async function declare(declaration: Declaration, alerts: readonly AlertListItem[]) {
    const taken = alerts.slice(0, BULK_MAX);
    const done = await attempt(() =>
      client.incidents.create.mutate({ ...declaration, alertIds: taken.map((alert) => alert.id) }),
    );
    if (done) void notify(`Declared ${done.reference} with ${plural(taken.length, "alert")}.`);
    return done;
  }

  return { acknowledge, move, declare };
}
