import { and, eq, type SQL, sql } from "drizzle-orm";
import { incidents } from "@/drizzle/schema/incidents";
import { ConflictError, type Context, type EventType } from "@/server/kernel";
import type { IncidentRow } from "./queries";

export type IncidentPatch = Partial<Omit<IncidentRow, "id" | "organizationId" | "number" | "version">>;

/**
 * The one way an incident changes: a conditional update that raises its version. Whoever lost the race gets a
 * ConflictError with the given words, never a silent overwrite.
 */
export async function changeIncident(
  context: Pick<Context, "tx" | "organizationId" | "now">,
  id: string,
  patch: IncidentPatch,
  condition: SQL | undefined,
  lost: string,
): Promise<IncidentRow> {
  const [row] = await context.tx
    .update(incidents)
    .set({ ...patch, version: sql`${incidents.version} + 1`, updatedAt: context.now })
    .where(and(eq(incidents.id, id), condition))
    .returning();
  if (!row) throw new ConflictError(lost);
  return row;
}

/** The payload that every event of an incident carries. */
export const eventData = (row: Pick<IncidentRow, "organizationId" | "id" | "version">) => ({
  organization_id: row.organizationId,
  incident_id: row.id,
  version: row.version,
});

export const emitChange = (
  context: Pick<Context, "emit">,
  event: EventType,
  row: Pick<IncidentRow, "organizationId" | "id" | "version">,
): void => context.emit(event, eventData(row));
