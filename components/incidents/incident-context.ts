"use client";

import { createContext, useContext } from "react";
import type { Incident } from "@/server/incidents/schema";
import type { IncidentVerbs, Viewer } from "./use-incident-verbs";

/** What is asked before it is done, each in a dialog that loads when it is first opened. */
export type Question = "resolve" | "assign" | "edit" | "merge" | "add-alerts";

type Actions = IncidentVerbs & {
  slug: string;
  viewer: Viewer;
  ask: (question: Question, incident: Incident) => void;
};

export const IncidentContext = createContext<Actions | null>(null);

export function useIncidentActions(): Actions {
  const actions = useContext(IncidentContext);
  if (!actions) throw new Error("IncidentActions stands above everything that acts on incidents.");
  return actions;
}

export type DialogOf = { incident: Incident; open: boolean; onOpenChange: (open: boolean) => void };
