import { and, desc, eq, gte, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/drizzle/schema/kernel";
import { decodeCursor, page, query } from "@/server/kernel";
import { AuditPage, ListAuditInput } from "./schema";

/** A whole action, or all of a room as a range: a pattern operator would keep row security from using an index. */
const actionIs = (action: string): SQL | undefined =>
  action.endsWith(".")
    ? and(gte(auditLog.action, action), lt(auditLog.action, `${action.slice(0, -1)}/`))
    : eq(auditLog.action, action);

export const listAudit = query(
  {
    name: "audit.listAudit",
    summary: "Lists who decided what, newest first, by action, actor, target or time",
    scope: "organization",
    can: "audit:read",
    input: ListAuditInput,
    output: AuditPage,
    rest: { method: "GET", path: "/audit" },
    example: () => ({}),
  },
  async ({ tx }, { action, actorId, targetKind, targetId, since, until, limit, cursor }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          action ? actionIs(action) : undefined,
          actorId ? eq(auditLog.actorId, actorId) : undefined,
          targetKind ? eq(auditLog.targetKind, targetKind) : undefined,
          targetId ? eq(auditLog.targetId, targetId) : undefined,
          since ? gte(auditLog.at, since) : undefined,
          until ? lt(auditLog.at, until) : undefined,
          before ? lt(auditLog.id, before) : undefined,
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(limit + 1);
    return page(rows, limit, (last) => last.id);
  },
);
