import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { alertChips, severities } from "@/server/alerts/enums";
import type { ListAlertsInput } from "@/server/alerts/schema";

export const alertViews = [...alertChips, "all"] as const;

/** The whole state of the list is its address, so that a link shows another person the same. */
export const alertFilters = {
  view: parseAsStringLiteral(alertViews).withDefault("firing"),
  severity: parseAsStringLiteral(severities),
  service: parseAsString,
  environment: parseAsString,
  integration: parseAsString,
  label: parseAsString,
  q: parseAsString.withDefault(""),
  group: parseAsStringLiteral(["incident", "none"]).withDefault("incident"),
  /** The alert that is open beside the list. */
  alert: parseAsString,
};
export type AlertFilters = inferParserType<typeof alertFilters>;

export const loadAlertFilters = createLoader(alertFilters);
const serialize = createSerializer(alertFilters);

/** What a saved view keeps: the filters, and not which alert was open. */
export const viewQuery = (filters: AlertFilters): string =>
  serialize({ ...filters, alert: null }).replace(/^\?/, "");

/** The filters of a saved view; what it does not name is at its default. */
export const filtersOf = (query: string): AlertFilters => loadAlertFilters(new URLSearchParams(query));

/** The address of the list under these filters. */
export const alertsHref = (base: string, filters: Partial<AlertFilters>): string =>
  `${base}/alerts${serialize(filters)}`;

export const PAGE_SIZE = 100;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What the server is asked for; a hand-edited address that names no integration asks for none. */
export const alertListInput = (filters: AlertFilters): Omit<ListAlertsInput, "cursor"> => ({
  view: filters.view,
  severity: filters.severity ?? undefined,
  service: filters.service || undefined,
  environment: filters.environment || undefined,
  integrationId: filters.integration && ID.test(filters.integration) ? filters.integration : undefined,
  label: filters.label || undefined,
  search: filters.q || undefined,
  // What burns comes worst first; what is over is a history.
  order: filters.view === "resolved" || filters.view === "all" ? "newest" : "severity",
  limit: PAGE_SIZE,
});

export const isAlertId = (id: string): boolean => ID.test(id);

export const narrowing = ["severity", "service", "environment", "integration", "label"] as const;
export type Narrowing = (typeof narrowing)[number];

export const narrowingLabels: Record<Narrowing, string> = {
  severity: "Severity",
  service: "Service",
  environment: "Environment",
  integration: "Integration",
  label: "Label",
};
