"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

export type CommandItem = {
  id: string;
  label: string;
  group?: string;
  keywords?: readonly string[];
  /** The shortcut that does the same. */
  keys?: string;
  icon?: ReactNode;
  href?: string;
  run?: () => void;
};

/** Looks up what was typed, such as incidents and services; an empty list says nothing more was found. */
export type CommandSearch = (words: string) => Promise<CommandItem[]>;

const registeredItems = new Map<string, () => readonly CommandItem[]>();
const registeredSearches = new Map<string, () => CommandSearch>();

/** Puts a page's own actions on top of the command palette while the page is open. */
export function useCommands(items: readonly CommandItem[]): void {
  useRegistration(registeredItems, items);
}

/** Lets the command palette look things up on the server. */
export function useCommandSearch(search: CommandSearch): void {
  useRegistration(registeredSearches, search);
}

export function listCommands(): CommandItem[] {
  return [...registeredItems.values()].reverse().flatMap((read) => read());
}

export function currentCommandSearch(): CommandSearch | undefined {
  return [...registeredSearches.values()].at(-1)?.();
}

function useRegistration<Value>(registry: Map<string, () => Value>, value: Value): void {
  const id = useId();
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  useEffect(() => {
    registry.set(id, () => latest.current);
    return () => {
      registry.delete(id);
    };
  }, [id, registry]);
}
