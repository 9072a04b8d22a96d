"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useParams } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { useShortcuts } from "@/components/layout/shortcuts";
import { notifyError } from "@/components/ui/toast";
import type { Incident } from "@/server/incidents/schema";
import { cachedIncident } from "./incident-cache";
import { IncidentContext, type Question, useIncidentActions } from "./incident-context";
import { useIncidentVerbs, type Viewer } from "./use-incident-verbs";

const ResolveDialog = dynamic(() => import("./resolve-dialog").then((module) => module.ResolveDialog), {
  ssr: false,
});
const AssignDialog = dynamic(() => import("./assign-dialog").then((module) => module.AssignDialog), {
  ssr: false,
});
const EditDialog = dynamic(() => import("./edit-dialog").then((module) => module.EditDialog), { ssr: false });
const MergeDialog = dynamic(() => import("./merge-dialog").then((module) => module.MergeDialog), {
  ssr: false,
});
const AddAlertsDialog = dynamic(
  () => import("./add-alerts-dialog").then((module) => module.AddAlertsDialog),
  { ssr: false },
);

export type IncidentActionsProps = { slug: string; viewer: Viewer; children: ReactNode };

/** The verbs, their keys and their dialogs for every list and page of incidents below. */
export function IncidentActions({ slug, viewer, children }: IncidentActionsProps) {
  const verbs = useIncidentVerbs(viewer);
  const [asked, setAsked] = useState<{ question: Question; incident: Incident } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const actions = useMemo(
    () => ({
      ...verbs,
      slug,
      viewer,
      ask: (question: Question, incident: Incident) => {
        setAsked({ question, incident });
        setOpen(true);
      },
    }),
    [verbs, slug, viewer],
  );
  const dialog = asked && {
    incident: asked.incident,
    open: isOpen,
    onOpenChange: setOpen,
    key: `${asked.question}-${asked.incident.id}`,
  };
  return (
    <IncidentContext.Provider value={actions}>
      <IncidentKeys />
      {children}
      {dialog && asked?.question === "resolve" ? <ResolveDialog {...dialog} key={dialog.key} /> : null}
      {dialog && asked?.question === "assign" ? <AssignDialog {...dialog} key={dialog.key} /> : null}
      {dialog && asked?.question === "edit" ? <EditDialog {...dialog} key={dialog.key} /> : null}
      {dialog && asked?.question === "merge" ? <MergeDialog {...dialog} key={dialog.key} /> : null}
      {dialog && asked?.question === "add-alerts" ? <AddAlertsDialog {...dialog} key={dialog.key} /> : null}
    </IncidentContext.Provider>
  );
}

/** e, r and a act on the row that has the focus, else on the incident that is open. */
function IncidentKeys() {
  const { acknowledge, ask, viewer } = useIncidentActions();
  const params = useParams<{ id?: string }>();
  const queries = useQueryClient();
  const trpc = useTRPC();

  function on(act: (incident: Incident) => void) {
    const row = document.activeElement?.closest<HTMLElement>("[data-incidents] [data-row]");
    const wanted = row?.dataset.row ?? params.id;
    const incident = wanted ? cachedIncident(queries, trpc, decodeURIComponent(wanted)) : undefined;
    if (!incident) return;
    if (!viewer.mayWrite) void notifyError("Your role reads incidents; a member acts on them.");
    else act(incident);
  }

  useShortcuts([
    {
      keys: "e",
      label: "Acknowledge",
      group: "Incident",
      run: () =>
        on((incident) =>
          incident.acknowledgedAt || incident.resolvedAt ? undefined : acknowledge(incident),
        ),
    },
    {
      keys: "r",
      label: "Resolve",
      group: "Incident",
      run: () => on((incident) => (incident.resolvedAt ? undefined : ask("resolve", incident))),
    },
    { keys: "a", label: "Assign", group: "Incident", run: () => on((incident) => ask("assign", incident)) },
  ]);
  return null;
}
