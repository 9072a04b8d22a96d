"use client";

import { type ReactNode, useRef } from "react";
import { type Shortcut, useShortcuts } from "./shortcuts";

export type ListKeysProps = {
  /** What a key does to the row that has the focus, or to the one that is open: `e r a s`. */
  actions?: readonly (Omit<Shortcut, "run" | "group"> & { run: (rowId: string) => void })[];
  /** Moves the focus into the search field on `/`. */
  searchSelector?: string;
  children: ReactNode;
};

/** j and k walk along the rows of a list (`ListRow`, or anything with data-row and, in it, data-row-link); enter opens, as a link does. */
export function ListKeys({ actions = [], searchSelector = 'input[type="search"]', children }: ListKeysProps) {
  const box = useRef<HTMLDivElement>(null);

  function current(): HTMLElement | null {
    const focused = document.activeElement?.closest<HTMLElement>("[data-row]");
    if (focused && box.current?.contains(focused)) return focused;
    return box.current?.querySelector<HTMLElement>("[data-row][data-selected]") ?? null;
  }
  function move(step: 1 | -1) {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    if (rows.length === 0) return;
    const at = current();
    const index = at ? rows.indexOf(at) + step : step === 1 ? 0 : rows.length - 1;
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    row?.querySelector<HTMLElement>("[data-row-link]")?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  useShortcuts([
    { keys: "j", label: "Next row", group: "List", repeats: true, run: () => move(1) },
    { keys: "k", label: "Row before", group: "List", repeats: true, run: () => move(-1) },
    {
      keys: "/",
      label: "Search",
      group: "List",
      run: () => document.querySelector<HTMLInputElement>(searchSelector)?.focus(),
    },
    ...actions.map((action) => ({
      ...action,
      group: "List",
      run: () => {
        const id = current()?.dataset.row;
        if (id) action.run(id);
      },
    })),
  ]);
  return (
    <div ref={box} className="contents">
      {children}
    </div>
  );
}
