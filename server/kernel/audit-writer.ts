import { auditLog } from "@/drizzle/schema/kernel";
import type { describeActor } from "./actor";
import type { Tx } from "./database";
import { uuidv7 } from "./ids";

export type AuditNote = {
  target: { kind: string; id: string; label?: string | undefined };
  /** What changed, in ids and plain values; never a secret. */
  detail?: Record<string, unknown>;
  /** Only for verbs outside an organization, such as the one that creates it. */
  organizationId?: string;
};
export type AuditEntry = typeof auditLog.$inferInsert;

export function auditEntry(
  action: string,
  note: AuditNote,
  actor: ReturnType<typeof describeActor>,
  now: Date,
  organizationId: string | null,
  requestId: string | undefined,
): AuditEntry {
  const owner = note.organizationId ?? organizationId;
  if (!owner) throw new Error(`${action}: an audit entry needs an organization.`);
  return {
    organizationId: owner,
    id: uuidv7(now),
    at: now,
    action,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    targetKind: note.target.kind,
    targetId: note.target.id,
    targetLabel: note.target.label ?? null,
    detail: note.detail ?? {},
    requestId: requestId ?? null,
  };
}

export async function insertAudit(tx: Tx, entries: AuditEntry[]): Promise<void> {
  if (entries.length) await tx.insert(auditLog).values(entries);
}
