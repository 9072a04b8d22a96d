"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC, useTRPCClient } from "@/components/api/trpc";
import { plural } from "@/components/ui/format";
import { notify, notifyError, notifyUndo } from "@/components/ui/toast";
import type { Incident } from "@/server/incidents/schema";
import { patchIncident, refreshIncidents } from "./incident-cache";
import { statusWords } from "./words";

export type Viewer = { userId: string; name: string; mayWrite: boolean };

export type EditableFields = Partial<
  Pick<
    Incident,
    | "title"
    | "description"
    | "status"
    | "severity"
    | "estimatedImpact"
    | "customerImpact"
    | "rootCauseAlertId"
  >
>;

/**
 * What can be done with an incident. What can be taken back shows at once, offers "Undo" for 10 s and goes back with a
 * plain message when the server refuses; what asks first (resolve, merge) throws the message for its dialog.
 */
export function useIncidentVerbs(viewer: Viewer) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();

  return useMemo(() => {
    const refresh = () => void refreshIncidents(queries, trpc);

    /** Shows the change, sends it, keeps the server's answer or takes it back; true when it was taken. */
    async function change(
      incident: Incident,
      patch: Partial<Incident>,
      send: () => Promise<Incident>,
    ): Promise<boolean> {
      const takeBack = patchIncident(queries, trpc, incident.id, patch);
      try {
        patchIncident(queries, trpc, incident.id, await send());
        return true;
      } catch (error) {
        takeBack();
        void notifyError(errorMessage(error));
        return false;
      } finally {
        refresh();
      }
    }

    const { incidents } = client;

    async function unacknowledge(incident: Incident) {
      await change(
        incident,
        {
          acknowledgedAt: null,
          acknowledgedBy: null,
          ...(incident.status === "investigating" ? { status: "open" as const } : {}),
        },
        () => incidents.unacknowledge.mutate({ id: incident.id }),
      );
    }

    async function acknowledge(incident: Incident) {
      const taken = await change(
        incident,
        {
          acknowledgedAt: new Date(),
          acknowledgedBy: viewer.name,
          ...(incident.status === "open" ? { status: "investigating" as const } : {}),
          ...(incident.assignedTo ? {} : { assignedTo: viewer.userId, assignedToName: viewer.name }),
        },
        () => incidents.acknowledge.mutate({ id: incident.id }),
      );
      if (taken)
        void notifyUndo(`${incident.reference} acknowledged`, () =>
          unacknowledge({
            ...incident,
            status: incident.status === "open" ? "investigating" : incident.status,
          }),
        );
    }

    async function resolve(incident: Incident, note: string) {
      try {
        const after = await incidents.resolve.mutate({ id: incident.id, ...(note ? { note } : {}) });
        patchIncident(queries, trpc, incident.id, after);
      } catch (error) {
        throw new Error(errorMessage(error));
      } finally {
        refresh();
      }
      void notify(`${incident.reference} resolved`);
    }

    async function reopen(incident: Incident) {
      const status = incident.acknowledgedAt ? ("investigating" as const) : ("open" as const);
      const taken = await change(incident, { status, resolvedAt: null }, () =>
        incidents.update.mutate({ id: incident.id, status }),
      );
      if (taken) void notify(`${incident.reference} is open again`);
    }

    async function assign(incident: Incident, to: { userId: string; name: string } | null) {
      const put = (userId: string | null, name: string | null) =>
        change(incident, { assignedTo: userId, assignedToName: name }, () =>
          incidents.update.mutate({ id: incident.id, assignedTo: userId }),
        );
      if (await put(to?.userId ?? null, to?.name ?? null))
        void notifyUndo(
          to ? `${incident.reference} assigned to ${to.name}` : `${incident.reference} is assigned to nobody`,
          () => put(incident.assignedTo, incident.assignedToName),
        );
    }

    async function edit(incident: Incident, fields: EditableFields, said: string) {
      const put = (values: EditableFields) =>
        change(incident, values, () => incidents.update.mutate({ id: incident.id, ...values }));
      const before = Object.fromEntries(
        Object.keys(fields).map((key) => [key, incident[key as keyof EditableFields]]),
      ) as EditableFields;
      if (await put(fields)) void notifyUndo(said, () => put(before));
    }

    const setStatus = (incident: Incident, status: Incident["status"]) =>
      edit(incident, { status }, `${incident.reference}: ${statusWords[status].toLowerCase()}`);

    /** Ends the first in the second; throws a message for the dialog that asked. */
    async function merge(incident: Incident, into: Pick<Incident, "id" | "reference">) {
      try {
        await incidents.merge.mutate({ id: into.id, otherId: incident.id });
      } catch (error) {
        throw new Error(errorMessage(error));
      } finally {
        refresh();
      }
      void notify(`${incident.reference} merged into ${into.reference}`);
    }

    async function quietly(work: () => Promise<unknown>) {
      try {
        await work();
      } catch (error) {
        void notifyError(errorMessage(error));
      }
      refresh();
    }

    async function split(incident: Incident, alertIds: string[]) {
      await quietly(async () => {
        const opened = await incidents.split.mutate({ id: incident.id, alertIds });
        void notifyUndo(`${plural(alertIds.length, "alert")} split into ${opened.reference}`, () =>
          quietly(() => incidents.merge.mutate({ id: incident.id, otherId: opened.id })),
        );
      });
    }

    async function takeOut(incident: Incident, alertIds: string[]) {
      await quietly(async () => {
        for (const alertId of alertIds) await incidents.removeAlert.mutate({ id: incident.id, alertId });
        void notifyUndo(`${plural(alertIds.length, "alert")} taken out of ${incident.reference}`, () =>
          quietly(() => incidents.addAlerts.mutate({ id: incident.id, alertIds })),
        );
      });
    }

    /** Moves alerts in; throws a message for the dialog that asked. */
    async function addAlerts(incident: Incident, alertIds: string[]) {
      try {
        await incidents.addAlerts.mutate({ id: incident.id, alertIds });
      } catch (error) {
        throw new Error(errorMessage(error));
      } finally {
        refresh();
      }
      void notify(`${plural(alertIds.length, "alert")} added to ${incident.reference}`);
    }

    return {
      acknowledge,
      unacknowledge,
      resolve,
      reopen,
      assign,
      edit,
      setStatus,
      merge,
      split,
      takeOut,
      addAlerts,
      refresh,
    };
  }, [client, queries, trpc, viewer.name, viewer.userId]);
}

export type IncidentVerbs = ReturnType<typeof useIncidentVerbs>;
