"use client";

import { useSyncExternalStore } from "react";
import { cn } from "./cn";

export type KbdProps = {
  /** "mod+k" is ⌘K on a Mac and Ctrl K elsewhere; "g i" is one after the other. */
  keys: string;
  /** Also where there seems to be no keyboard, and read aloud: beside a control it only repeats. */
  always?: boolean;
  className?: string;
};

/** Keys as they are printed. */
export function Kbd({ keys, always, className }: KbdProps) {
  const isMac = useSyncExternalStore(subscribe, readMac, () => false);
  const parts = keys.split(/[+ ]/);
  return (
    <span
      aria-hidden={always ? undefined : true}
      className={cn("inline-flex items-center gap-0.5", !always && "max-md:hidden touch:hidden", className)}
    >
      {parts.map((part, index) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed combination never move.
          key={index}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded border border-line-strong bg-sunken px-1 font-sans text-micro text-secondary"
        >
          {print(part, isMac)}
        </kbd>
      ))}
    </span>
  );
}

const names: Record<string, string> = { shift: "⇧", enter: "↵", escape: "Esc", up: "↑", down: "↓" };

function print(part: string, isMac: boolean): string {
  if (part === "mod") return isMac ? "⌘" : "Ctrl";
  if (part === "alt") return isMac ? "⌥" : "Alt";
  return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
}

function subscribe() {
  return () => {};
}

function readMac(): boolean {
  return /Mac|iP(hone|ad|od)/.test(navigator.userAgent);
}
