"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { overlayClass } from "./dialog";
import { IconButton } from "./icon-button";
import { keepOpenForToasts } from "./keep-open-for-toasts";

export type SheetProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
  children: ReactNode;
  footer?: ReactNode;
  /** Width of the panel on wide screens. */
  size?: "md" | "lg";
};

/** A panel at the side of a wide screen and at the bottom of a phone's. */
export function Sheet({
  open,
  onOpenChange,
  trigger,
  title,
  hideTitle,
  children,
  footer,
  size = "md",
}: SheetProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayClass} />
        <RadixDialog.Content
          onInteractOutside={keepOpenForToasts}
          aria-describedby={undefined}
          className={cn(
            "fixed z-50 flex flex-col bg-surface shadow-pop outline-none",
            "max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[85dvh] max-md:animate-rise max-md:rounded-t-xl max-md:border-line max-md:border-t max-md:pb-[env(safe-area-inset-bottom)]",
            "md:inset-y-0 md:right-0 md:w-[90vw] md:animate-side md:border-line md:border-l",
            size === "lg" ? "md:max-w-2xl" : "md:max-w-md",
          )}
        >
          <span aria-hidden="true" className="mx-auto mt-2 h-1 w-9 rounded-full bg-line-strong md:hidden" />
          <div
            className={cn(
              "flex items-center gap-2 px-4 py-2.5",
              hideTitle ? "max-md:hidden" : "border-line border-b",
            )}
          >
            <RadixDialog.Title
              className={cn("min-w-0 flex-1 truncate font-semibold text-base", hideTitle && "sr-only")}
            >
              {title}
            </RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton label="Close" size="sm" className="-mr-1.5">
                <X />
              </IconButton>
            </RadixDialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer ? (
            <div className="flex justify-end gap-2 border-line border-t px-4 py-3 max-md:[&>*]:flex-1">
              {footer}
            </div>
          ) : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
