import { createLoader, parseAsString } from "nuqs/server";
import type { z } from "zod";
import type { ListAuditInput } from "@/server/audit/schema";

/** The server prefetches and the browser reads by the same input, or the first paint would be asked for twice. */
export const firstPage = { limit: 100 } as const;
export const auditPage = { limit: 50 } as const;
export const nextPage = { getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor };

/** The audit log's filters live in the address, so that a link shows another admin the same. */
export const auditFilters = {
  action: parseAsString,
  actor: parseAsString,
  kind: parseAsString,
  target: parseAsString,
};
export const loadAuditFilters = createLoader(auditFilters);
export type AuditFilters = { [Name in keyof typeof auditFilters]: string | null };

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What the server is asked for; a hand-edited address that names nobody finds nothing. */
export const auditInput = (filters: AuditFilters): z.input<typeof ListAuditInput> => ({
  ...auditPage,
  action: filters.action || undefined,
  actorId: filters.actor ? (ID.test(filters.actor) ? filters.actor : NOBODY) : undefined,
  targetKind: filters.kind || undefined,
  targetId: filters.target || undefined,
});
