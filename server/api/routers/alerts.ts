import { alertCounts, alertFacets, getAlert, listAlerts } from "@/server/alerts";

export const alertsVerbs = {
  list: listAlerts,
  counts: alertCounts,
  facets: alertFacets,
  get: getAlert,
} as const;
