"use client";

import { useState } from "react";
import { freshRows, type Row, type Settled, settleRows } from "./settle-rows";

type Answer<Item> = {
  /** Names the question: another one lays the list out anew. */
  key: string;
  /** Undefined until there is an answer to this very question. */
  items: readonly Item[] | undefined;
  complete: boolean;
  /** The items come from memory and a newer answer is on its way. */
  provisional: boolean;
  groupOf: (item: Item) => string;
};

type State<Item> = { key: string; rows: Row<Item>[]; provisional: boolean };

/** Rows that never shift under a finger: `accept` lays out what has come since. */
export function useSettledRows<Item extends { id: string }>({
  key,
  items,
  complete,
  provisional,
  groupOf,
}: Answer<Item>): Settled<Item> & { accept: () => void } {
  const [state, setState] = useState<State<Item>>(() => ({
    key: items ? key : "",
    rows: items ? freshRows(items, groupOf) : [],
    provisional,
  }));
  // Without a key the rows belong to no question any more, so the newest answer is laid out.
  const accept = () => setState((before) => ({ ...before, key: "" }));

  if (!items) return { rows: state.rows, news: 0, gone: 0, accept };
  if (state.key !== key || (state.provisional && !provisional)) {
    const rows = freshRows(items, groupOf);
    setState({ key, rows, provisional });
    return { rows, news: 0, gone: 0, accept };
  }
  const settled = settleRows(state.rows, items, complete, groupOf);
  // What is on the screen is what later answers are settled against: what was appended has its place, and a row that
  // leaves the list keeps what was last known of it.
  if (settled.rows.some((row, index) => !isSame(row, state.rows[index])))
    setState({ ...state, rows: settled.rows });
  return { ...settled, accept };
}

const isSame = <Item>(one: Row<Item>, other: Row<Item> | undefined): boolean =>
  other !== undefined && one.item === other.item && one.rank === other.rank && one.gone === other.gone;
