import type { AlertListItem } from "@/server/alerts/schema";
import type { Row } from "./settle-rows";

export type AlertEntry =
  | {
      kind: "row";
      key: string;
      row: Row<AlertListItem>;
      /** Stands under the heading of its incident. */
      grouped: boolean;
    }
  | {
      kind: "group";
      key: string;
      incident: AlertListItem["incident"];
      members: AlertListItem[];
      /** The incident's rows began further up, on another page of the list. */
      continued: boolean;
    };

/** An alert in no incident is a group of its own, in the place that its severity gives it. */
export const byIncident = (alert: AlertListItem): string => alert.incidentId ?? alert.id;
export const ungrouped = (): string => "";

/** Rows and, where several of one incident stand together, a heading above them; one alone needs none. */
export function entriesOf(rows: readonly Row<AlertListItem>[], grouped: boolean): AlertEntry[] {
  const entries: AlertEntry[] = [];
  const seen = new Set<string>();
  for (let start = 0; start < rows.length; ) {
    const group = rows[start]?.group;
    let end = start + 1;
    while (grouped && end < rows.length && rows[end]?.group === group) end += 1;
    const run = rows.slice(start, end);
    const isGroup = grouped && run.length > 1;
    if (isGroup && group)
      entries.push({
        kind: "group",
        key: `group ${group} ${run[0]?.item.id}`,
        incident: run.find((row) => row.item.incident?.id === group)?.item.incident ?? null,
        members: run.map((row) => row.item),
        continued: seen.has(group),
      });
    if (group) seen.add(group);
    for (const row of run)
      entries.push({
        kind: "row",
        key: row.item.id,
        row,
        grouped: isGroup && group === row.item.incidentId,
      });
    start = end;
  }
  return entries;
}
