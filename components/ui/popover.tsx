"use client";

import * as Radix from "radix-ui/popover";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { popClass } from "./dialog";

export type PopoverProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger: ReactNode;
  children: ReactNode;
  /** Names the panel for a screen reader. */
  label: string;
  /** No padding: what is inside brings its own. */
  flush?: boolean;
  className?: string;
  align?: ComponentProps<typeof Radix.Content>["align"];
};

export function Popover({
  open,
  onOpenChange,
  trigger,
  children,
  label,
  flush,
  className,
  align = "start",
}: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            popClass,
            "z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] animate-pop overflow-y-auto outline-none",
            !flush && "p-3",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const PopoverClose = Radix.Close;
