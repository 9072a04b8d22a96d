import { z } from "zod";
import { decodeCursor, encodeCursor, page, query } from "@/server/kernel";
import { type AlertListItem, AlertPage, ListAlertsInput, Severity, severities } from "../schema";
import { findAlerts } from "./list-queries";

const Cursor = z.object({ severity: Severity.optional(), id: z.uuid() });

export const listAlerts = query(
  {
    name: "alerts.list",
    summary: "Lists alerts by view, severity, service, environment, integration, incident, label or name",
    scope: "organization",
    can: "alerts:read",
    input: ListAlertsInput,
    output: AlertPage,
    rest: { method: "GET", path: "/alerts" },
    example: () => ({}),
  },
  async ({ tx, actor }, { order, limit, cursor, ...filter }) => {
    const userId = actor.kind === "user" ? actor.userId : null;
    const after = cursor ? decodeCursor(cursor, Cursor) : null;
    if (order === "newest" || filter.severity) {
      const rows = await findAlerts(tx, { ...filter, before: after?.id }, userId, limit + 1);
      return page(rows, limit, (last) => ({ id: last.id }));
    }
    // Severity by severity, each a walk of an index, instead of sorting everything that is open.
    const rows: AlertListItem[] = [];
    const first = after?.severity ? severities.indexOf(after.severity) : 0;
    for (const severity of severities.slice(first)) {
      const before = severity === after?.severity ? after.id : undefined;
      rows.push(...(await findAlerts(tx, { ...filter, severity, before }, userId, limit + 1 - rows.length)));
      if (rows.length > limit) break;
    }
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > limit && last ? encodeCursor({ severity: last.severity, id: last.id }) : null,
    };
  },
);
