export type Steady<Item> = {
  rows: (Item & { gone: boolean })[];
  /** How many have come that are not shown yet. */
  waiting: number;
};

/**
 * What to show of a list that has changed underneath. While somebody is at it no row moves: changed rows change in place,
 * rows that left stay until the list settles, and new ones wait to be tapped in; only what lies below the last row is
 * appended, which is what "Load more" brought.
 */
export function steadyRows<Item extends { id: string }>(
  shown: readonly Item[],
  fresh: readonly Item[],
  busy: boolean,
): Steady<Item> {
  if (!busy || shown.length === 0)
    return { rows: fresh.map((item) => ({ ...item, gone: false })), waiting: 0 };
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const known = new Set(shown.map((item) => item.id));
  const lastKnown = fresh.findLastIndex((item) => known.has(item.id));
  const below = lastKnown < 0 ? [] : fresh.slice(lastKnown + 1);
  const above = fresh.filter((item, index) => !known.has(item.id) && index <= lastKnown).length;
  return {
    rows: [
      ...shown.map((item) => {
        const current = byId.get(item.id);
        return current ? { ...current, gone: false } : { ...item, gone: true };
      }),
      ...below.map((item) => ({ ...item, gone: false })),
    ],
    waiting: lastKnown < 0 ? fresh.length : above,
  };
}
