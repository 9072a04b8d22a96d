"use client";

import { useSyncExternalStore } from "react";
import type { NavigationItem } from "./navigation";

type LiveCount = Pick<NavigationItem, "count" | "tone">;

const counts = new Map<string, LiveCount>();
const listeners = new Set<() => void>();

/** What waits in a room by now, since the server rendered the rail; null takes it away again. */
export function setLiveCount(itemId: string, count: LiveCount | null): void {
  const before = counts.get(itemId);
  if (before?.count === count?.count && before?.tone === count?.tone) return;
  if (count) counts.set(itemId, count);
  else counts.delete(itemId);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The item with its count of this moment. */
export function useLiveCount(item: NavigationItem): NavigationItem {
  const live = useSyncExternalStore(
    subscribe,
    () => counts.get(item.id),
    () => undefined,
  );
  return live ? { ...item, count: live.count, tone: live.tone } : item;
}
