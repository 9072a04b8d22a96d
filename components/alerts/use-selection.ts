"use client";

import { useRef, useState } from "react";

export type Selection = {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  /** With a range, everything between the last one touched and this one. */
  toggle: (id: string, withRange?: boolean) => void;
  set: (ids: readonly string[], on: boolean) => void;
  clear: () => void;
};

/** Which rows are chosen; `order` is the order in which they stand. */
export function useSelection(order: readonly string[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);

  function set(changed: readonly string[], on: boolean) {
    setIds((before) => {
      const next = new Set(before);
      for (const id of changed) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }
  function toggle(id: string, withRange = false) {
    const on = !ids.has(id);
    const from = withRange && anchor.current ? order.indexOf(anchor.current) : -1;
    const to = order.indexOf(id);
    anchor.current = id;
    set(from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1), on);
  }
  return { ids, has: (id) => ids.has(id), toggle, set, clear: () => setIds(new Set()) };
}
