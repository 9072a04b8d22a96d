"use client";

import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from "react";

const TICK_MS = 1000;

let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function onVisibility() {
  if (document.hidden) {
    clearInterval(timer);
    timer = undefined;
  } else if (!timer && listeners.size > 0) {
    tick();
    timer = setInterval(tick, TICK_MS);
  }
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    nowMs = Date.now();
    timer = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", onVisibility);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

/** Whole seconds keep two reads within one render equal. */
function readNow(): number {
  const fresh = listeners.size > 0 && timer ? nowMs : Date.now();
  return Math.floor(fresh / TICK_MS) * TICK_MS;
}

const ServerNow = createContext<number | null>(null);

/** Carries the server's instant to the browser, so that the first render there says the same as the server did. */
export function NowProvider({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow.Provider value={now}>{children}</ServerNow.Provider>;
}

/**
 * A text that depends on the present, without a mismatch while hydrating: rendered with the server's instant first, with
 * the browser's right after, then again whenever the text changes.
 */
export function useNowText(text: (nowMs: number) => string): string {
  const serverNow = useContext(ServerNow);
  const client = useCallback(() => text(readNow()), [text]);
  const server = useCallback(() => text(serverNow ?? Date.now()), [text, serverNow]);
  return useSyncExternalStore(subscribe, client, server);
}

const never = () => () => {};

/** A text that depends on the viewer's zone alone: the server's at first, the browser's from then on. */
export function useZonedText(text: (timeZone: string | undefined) => string): string {
  return useSyncExternalStore(
    never,
    () => text(undefined),
    () => text("UTC"),
  );
}
