"use client";

import * as Radix from "radix-ui/tooltip";
import type { ComponentProps, ReactNode } from "react";
import { Kbd } from "./kbd";

export type TooltipProps = {
  content: ReactNode;
  keys?: string;
  side?: ComponentProps<typeof Radix.Content>["side"];
  /** What is explained: something that takes focus, so that the keyboard reaches it too. */
  children: ReactNode;
};

/** Explains; it never holds what a finger could not find elsewhere. */
export function Tooltip({ content, keys, side = "top", children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-meta shadow-pop"
          >
            {content}
            {keys ? <Kbd keys={keys} /> : null}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
