/** A row as it is shown: its place was settled when the reader first saw it. */
export type Row<Item> = {
  item: Item;
  /** The run of rows it was put into; it stays there until the list is laid out anew. */
  group: string;
  /** Its place in the server's order when it was last there. */
  rank: number;
  /** The server does not list it under these filters any more. */
  gone: boolean;
};

export type Settled<Item> = {
  rows: Row<Item>[];
  /** Items that belong above what is shown; they wait to be tapped in. */
  news: number;
  /** Rows that only stand there because rows never shift. */
  gone: number;
};

type Identified = { id: string };
type GroupOf<Item> = (item: Item) => string;
type Ranked<Item> = { item: Item; rank: number };

/** Puts items of one group next to each other, each group where its first item stands. */
function layOut<Item>(items: readonly Ranked<Item>[], groupOf: GroupOf<Item>): Row<Item>[] {
  const groups = new Map<string, Row<Item>[]>();
  for (const { item, rank } of items) {
    const group = groupOf(item);
    const members = groups.get(group) ?? [];
    members.push({ item, rank, group, gone: false });
    groups.set(group, members);
  }
  return [...groups.values()].flat();
}

/** The rows of an answer that nobody has looked at yet. */
export const freshRows = <Item>(items: readonly Item[], groupOf: GroupOf<Item>): Row<Item>[] =>
  layOut(
    items.map((item, rank) => ({ item, rank })),
    groupOf,
  );

/**
 * What to show of an answer that came after the reader had begun to look: known rows change in their place, rows that
 * left the list stay there, what follows the last known row is appended, and all that would push rows down waits as news.
 * `complete` says that the answer is the whole list; else a row missing at its end was only pushed onto the next page.
 */
export function settleRows<Item extends Identified>(
  shown: readonly Row<Item>[],
  latest: readonly Item[],
  complete: boolean,
  groupOf: GroupOf<Item>,
): Settled<Item> {
  if (shown.length === 0) return { rows: freshRows(latest, groupOf), news: 0, gone: 0 };
  const ranks = new Map(latest.map((item, rank) => [item.id, rank]));
  const shared = shown.filter((row) => ranks.has(row.item.id));
  const lastBefore = Math.max(-1, ...shared.map((row) => row.rank));
  const lastNow = Math.max(-1, ...shared.map((row) => ranks.get(row.item.id) ?? -1));

  const rows = shown.map((row): Row<Item> => {
    const rank = ranks.get(row.item.id);
    if (rank !== undefined) return { ...row, item: latest[rank] ?? row.item, rank, gone: false };
    const gone = complete || row.gone || row.rank < lastBefore;
    return { ...row, rank: gone ? row.rank : Number.POSITIVE_INFINITY, gone };
  });
  const known = new Set(shown.map((row) => row.item.id));
  const fresh = latest.map((item, rank) => ({ item, rank })).filter(({ item }) => !known.has(item.id));
  const later = lastNow < 0 ? [] : fresh.filter(({ rank }) => rank > lastNow);
  return {
    rows: [...rows, ...layOut(later, groupOf)],
    news: fresh.length - later.length,
    gone: rows.filter((row) => row.gone).length,
  };
}
