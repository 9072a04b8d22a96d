"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { keepOpenForToasts } from "./keep-open-for-toasts";

export type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that acts last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
};

const widths = { sm: "md:max-w-sm", md: "md:max-w-lg", lg: "md:max-w-2xl" };

export const overlayClass = "fixed inset-0 z-50 animate-fade bg-overlay";
export const popClass = "rounded-lg border border-line bg-surface shadow-pop";

/** In the middle of a wide screen, at the bottom of a phone's, where the thumb is. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  size = "md",
}: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayClass} />
        <RadixDialog.Content
          onInteractOutside={keepOpenForToasts}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex max-h-[85dvh] flex-col border border-line bg-surface shadow-pop outline-none",
            "max-md:inset-x-0 max-md:bottom-0 max-md:animate-rise max-md:rounded-t-xl max-md:pb-[env(safe-area-inset-bottom)]",
            "md:top-[12vh] md:left-1/2 md:w-[calc(100vw-3rem)] md:-translate-x-1/2 md:animate-fade md:rounded-lg",
            widths[size],
          )}
        >
          <div className="flex items-start gap-3 px-4 pt-3.5 pb-1">
            <div className="min-w-0 flex-1 space-y-1 pt-0.5">
              <RadixDialog.Title className="font-semibold text-lead leading-5">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="text-secondary text-table">
                  {description}
                </RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close" size="sm" className="-mr-1.5">
                <X />
              </IconButton>
            </RadixDialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
          {footer ? <DialogFooter>{footer}</DialogFooter> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** For a form that holds its own buttons: put it last inside the dialog's children. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center justify-end gap-2 border-line border-t px-4 py-3 max-md:[&>*]:flex-1">
      {children}
    </div>
  );
}

export const DialogClose = RadixDialog.Close;
