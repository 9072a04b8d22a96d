"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** From here on a row is one line of columns: 56rem, as its container queries say. */
const WIDE_PX = 896;
const OVERSCAN = 12;
/** How close to the end of what is loaded the next page is asked for, in rows. */
const AHEAD = 30;
/** What the server renders for: the first screen of a tall window. */
const FIRST_PAINT = { width: 1200, height: 900 };

export type Place = { isWide: boolean; isTouch: boolean };

export type VirtualEntriesProps<Entry extends { key: string }> = {
  label: string;
  entries: readonly Entry[];
  render: (entry: Entry) => ReactNode;
  /** How high an entry will be, in px; close guesses keep the list from correcting itself under a finger. */
  estimate: (entry: Entry, place: Place) => number;
  /** Called while the reader nears the end. */
  onNearEnd: () => void;
  /** Scrolled into sight when it changes, because the list got narrower beside what was opened. */
  openKey: string | null;
  /** Back to the top when it changes. */
  topKey: string | number;
  /** Below the last row: loading, or that this is all. */
  end?: ReactNode;
};

/** A long list of which only what is in sight is on the page; its rows may have any height. */
export function VirtualEntries<Entry extends { key: string }>({
  label,
  entries,
  render,
  estimate,
  onNearEnd,
  openKey,
  topKey,
  end,
}: VirtualEntriesProps<Entry>) {
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => {
      const entry = entries[index];
      return entry ? estimate(entry, place) : 0;
    },
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: OVERSCAN,
    initialRect: FIRST_PAINT,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  // Rows measured at another width are guesses again.
  useLayoutEffect(() => {
    if (place) virtualizer.measure();
  }, [place, virtualizer]);

  useEffect(() => {
    if (last >= entries.length - AHEAD) onNearEnd();
  }, [last, entries.length, onNearEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useLayoutEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [topKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only opening and closing moves the list, no news.
  useEffect(() => {
    const index = entries.findIndex((entry) => entry.key === openKey);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
  }, [openKey]);

  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]">
      <ul
        aria-label={label}
        className="divide-y divide-line"
        // Spacers instead of absolute rows: the server's first paint is right whatever a row's real height.
        style={{
          paddingTop: items[0]?.start ?? 0,
          paddingBottom: Math.max(0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)),
        }}
      >
        {items.map((item) => {
          const entry = entries[item.index];
          return entry ? (
            <li key={item.key} ref={virtualizer.measureElement} data-index={item.index}>
              {render(entry)}
            </li>
          ) : null;
        })}
      </ul>
      {end}
    </div>
  );
}

/** Whether rows have room for columns, and whether they are as high as a finger needs. */
function usePlace(box: RefObject<HTMLDivElement | null>): Place {
  const [place, setPlace] = useState<Place>({ isWide: true, isTouch: false });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const isWide = element.clientWidth >= WIDE_PX;
      const isTouch = window.matchMedia("(pointer: coarse)").matches;
      setPlace((before) =>
        before.isWide === isWide && before.isTouch === isTouch ? before : { isWide, isTouch },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return place;
}
