import { z } from "zod";

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.date(),
  action: z.string().describe("The verb's name, like incidents.acknowledge."),
  actorKind: z.string(),
  actorId: z.uuid().nullable(),
  actorName: z.string().describe("As the actor was called then."),
  targetKind: z.string(),
  targetId: z.string(),
  targetLabel: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditInput = z.object({
  action: z.string().max(100).optional().describe("A verb's name, or a room with a dot at its end: tenancy."),
  actorId: z.uuid().optional(),
  targetKind: z.string().max(40).optional(),
  targetId: z.string().max(100).optional(),
  since: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export const AuditPage = z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() });
