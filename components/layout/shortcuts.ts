"use client";

import { useEffect, useId, useRef } from "react";

export type Shortcut = {
  /** "e", "?", "mod+k" (⌘ or Ctrl), or one after the other: "g i". */
  keys: string;
  /** What it does, as the help names it. */
  label: string;
  group?: string;
  run: (event: KeyboardEvent) => void;
  /** Also while a field has the focus or a dialog is open; for mod+ combinations. */
  everywhere?: boolean;
  /** Runs on while the key is held. */
  repeats?: boolean;
  hidden?: boolean;
};

const SEQUENCE_MS = 1000;

const registered = new Map<string, () => readonly Shortcut[]>();
let prefix = "";
let prefixTimer: ReturnType<typeof setTimeout> | undefined;

/** Keys that work while the component is on the page. A later registration wins, so a page may take a key of the shell. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (registered.size === 0) window.addEventListener("keydown", onKeyDown);
    registered.set(id, () => latest.current);
    return () => {
      registered.delete(id);
      if (registered.size === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, [id]);
}

/** Every key that works at the moment, for the help; the newest first where two share a key. */
export function listShortcuts(): Shortcut[] {
  const seen = new Set<string>();
  return [...registered.values()]
    .reverse()
    .flatMap((read) => read())
    .filter((shortcut) => {
      if (shortcut.hidden || seen.has(shortcut.keys)) return false;
      seen.add(shortcut.keys);
      return true;
    });
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
  const pressed = describe(event);
  const busy = isTyping(event.target) || isLayerOpen();
  const sequence = prefix ? `${prefix} ${pressed}` : pressed;
  const all = [...registered.values()].reverse().flatMap((read) => read());
  const usable = all.filter((shortcut) => !busy || shortcut.everywhere);
  const match =
    usable.find((shortcut) => shortcut.keys === sequence) ??
    usable.find((shortcut) => shortcut.keys === pressed);
  const begins = !match && usable.some((shortcut) => shortcut.keys.startsWith(`${pressed} `));
  setPrefix(begins ? pressed : "");
  if (!match || (event.repeat && !match.repeats)) return;
  event.preventDefault();
  match.run(event);
}

function setPrefix(next: string): void {
  clearTimeout(prefixTimer);
  prefix = next;
  if (next) prefixTimer = setTimeout(() => setPrefix(""), SEQUENCE_MS);
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Control" || key === "Meta" || key === "Alt";
}

/** Shift is part of a sign such as "?", and named only beside a letter or a named key. */
function describe(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const parts: string[] = [];
  if (event.metaKey || event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push("shift");
  return [...parts, key].join("+");
}

const TYPED_TYPES = new Set(["checkbox", "radio", "button", "submit", "reset", "range", "color", "file"]);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !TYPED_TYPES.has(target.type);
}

/** An open dialog, menu or panel has the keys to itself. */
function isLayerOpen(): boolean {
  return (
    document.querySelector(
      '[role="dialog"][data-state="open"],[role="alertdialog"][data-state="open"],[role="menu"][data-state="open"]',
    ) !== null
  );
}
