"use client";

import { useSyncExternalStore } from "react";
import { IncidentList } from "./incident-list";

const WIDE = "(min-width: 80rem)";

function subscribe(changed: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** The list beside an incident that was opened by its own address: fetched after it, and only where there is room for both. */
export function ListBeside() {
  const isWide = useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => false,
  );
  return isWide ? <IncidentList /> : null;
}
