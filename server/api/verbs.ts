import type { Verb } from "@/server/kernel";
import { alertsVerbs } from "./routers/alerts";
import { apiKeysVerbs } from "./routers/api-keys";
import { auditVerbs } from "./routers/audit";
import { authVerbs } from "./routers/auth";
import { correlationVerbs } from "./routers/correlation";
import { incidentsVerbs } from "./routers/incidents";
import { integrationsVerbs } from "./routers/integrations";
import { tenancyVerbs } from "./routers/tenancy";
import { updatesVerbs } from "./routers/updates";

/** Every verb by room: tRPC, REST, OpenAPI and the isolation tests read this one table. */
export const verbTables = {
  alerts: alertsVerbs,
  apiKeys: apiKeysVerbs,
  audit: auditVerbs,
  auth: authVerbs,
  correlation: correlationVerbs,
  incidents: incidentsVerbs,
  integrations: integrationsVerbs,
  tenancy: tenancyVerbs,
  updates: updatesVerbs,
} as const;

export const allVerbs: Verb[] = Object.values(verbTables).flatMap(
  (table) => Object.values(table) as unknown as Verb[],
);
