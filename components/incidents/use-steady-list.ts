"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { type Steady, steadyRows } from "./steady-list";

const TOUCH_MS = 5_000;

/** Whether somebody is at the list: pointing at it, having just touched it, walking it by keys, or scrolled into it. */
function useBusy(box: RefObject<HTMLElement | null>): boolean {
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let hovered = false;
    let touchedUntil = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scroller = scrollerOf(element);
    const look = () => {
      const scrolled = (scroller ? scroller.scrollTop : window.scrollY) > 8;
      const focused = element.contains(document.activeElement);
      setBusy(hovered || focused || scrolled || Date.now() < touchedUntil);
    };
    const enter = (event: PointerEvent) => {
      if (event.pointerType === "mouse") hovered = true;
      look();
    };
    const leave = () => {
      hovered = false;
      look();
    };
    const touch = () => {
      touchedUntil = Date.now() + TOUCH_MS;
      clearTimeout(timer);
      timer = setTimeout(look, TOUCH_MS);
      look();
    };
    const scrolls: EventTarget = scroller ?? window;
    element.addEventListener("pointerenter", enter);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("pointerdown", touch);
    element.addEventListener("focusin", look);
    // The focus has moved on only after the event.
    const blur = () => setTimeout(look);
    element.addEventListener("focusout", blur);
    scrolls.addEventListener("scroll", look, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener("pointerenter", enter);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("pointerdown", touch);
      element.removeEventListener("focusin", look);
      element.removeEventListener("focusout", blur);
      scrolls.removeEventListener("scroll", look);
    };
  }, [box]);
  return busy;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = element; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at === document.body ? null : at;
  return null;
}

/** The rows to show of a live list, and how many new ones wait for a tap. Another `view` starts afresh. */
export function useSteadyList<Item extends { id: string }>(
  fresh: readonly Item[],
  view: string,
  box: RefObject<HTMLElement | null>,
): Steady<Item> & { showWaiting: () => void } {
  const busy = useBusy(box);
  const [taps, setTaps] = useState(0);
  const last = useRef<{ view: string; taps: number; rows: readonly Item[] }>({ view, taps, rows: [] });
  const isNew = last.current.view !== view || last.current.taps !== taps;
  const steady = steadyRows(last.current.rows, fresh, busy && !isNew);
  useEffect(() => {
    last.current = { view, taps, rows: steady.rows };
  });
  return { ...steady, showWaiting: () => setTaps((count) => count + 1) };
}
