"use client";

import { useTRPCClient } from "@/components/api/trpc";
import { useCommandSearch } from "@/components/layout/commands";
import { SeverityMark } from "@/components/ui/severity-mark";
import { incidentHref } from "./words";

const MOST = 8;

/** Lets the command palette find incidents by number or words of their title. */
export function IncidentSearch({ slug }: { slug: string }) {
  const client = useTRPCClient();
  useCommandSearch(async (words) => {
    const search = /^\d{1,9}$/.test(words) ? `INC-${words}` : words;
    const { items } = await client.incidents.list.query({ view: "all", search, limit: MOST });
    return items.map((incident) => ({
      id: `incident-${incident.id}`,
      label: `${incident.reference} ${incident.title}`,
      icon: <SeverityMark severity={incident.severity} hideWord quiet={incident.resolvedAt !== null} />,
      href: incidentHref(slug, incident.reference),
    }));
  });
  return null;
}
