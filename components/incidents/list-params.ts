import { createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { ListIncidentsInput } from "@/server/incidents/schema";

export const views = [
  "open",
  "unacknowledged",
  "mine",
  "resolved",
  "all",
] as const satisfies readonly ListIncidentsInput["view"][];
export type View = (typeof views)[number];

export const viewWords: Record<View, string> = {
  open: "Open",
  unacknowledged: "Unacknowledged",
  mine: "Mine",
  resolved: "Resolved",
  all: "All",
};

/** The list's filters as they stand in the address; servers and browsers read them with the same parsers. */
export const listParams = {
  view: parseAsStringLiteral(views).withDefault("open"),
  severity: parseAsStringLiteral(["critical", "warning", "info"] as const),
  q: parseAsString.withDefault(""),
};

export type ListFilters = {
  view: View;
  severity: "critical" | "warning" | "info" | null;
  q: string;
};

export const serializeFilters = createSerializer(listParams);

export const PAGE_SIZE = 50;

/** What the server is asked for these filters: equal filters give an equal query key on both sides. */
export const listInput = ({ view, severity, q }: ListFilters) => ({
  view,
  // What burns worst comes first while it burns; what is over reads as a history.
  order: view === "resolved" || view === "all" ? ("newest" as const) : ("severity" as const),
  limit: PAGE_SIZE,
  ...(severity ? { severity } : {}),
  ...(q.trim() ? { search: q.trim().slice(0, 200) } : {}),
});
