"use client";

import { useTheme } from "next-themes";
import { type CSSProperties, useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { toasterMounted } from "./toast-queue";

/** Bottom right, and above the bottom bar on a phone. */
export function ToasterMessages() {
  const { resolvedTheme } = useTheme();
  useEffect(() => toasterMounted(toast), []);
  return (
    <Sonner
      theme={resolvedTheme === "light" ? "light" : "dark"}
      position="bottom-right"
      expand
      visibleToasts={3}
      gap={8}
      offset={16}
      mobileOffset={{
        bottom: "calc(var(--bottom-bar) + var(--action-bar) + env(safe-area-inset-bottom) + 12px)",
        left: 12,
        right: 12,
      }}
      style={
        {
          "--normal-bg": "var(--surface)",
          "--normal-border": "var(--line-strong)",
          "--normal-text": "var(--foreground)",
          "--border-radius": "8px",
          fontFamily: "inherit",
          // A dialog takes the pointer from the rest of the page, but not from an Undo.
          pointerEvents: "auto",
        } as CSSProperties
      }
      toastOptions={{
        classNames: {
          toast: "!shadow-pop !py-2.5 !px-3 !gap-2.5",
          title: "!text-table !font-medium",
          description: "!text-meta !text-secondary",
          actionButton:
            "!h-7 !rounded !border !border-solid !border-line-strong !bg-surface !px-2.5 !text-table !font-medium !text-foreground hover:!bg-hover touch:!h-10 touch:!px-4",
          success: "[&_[data-icon]]:text-resolved",
          error: "[&_[data-icon]]:text-critical",
        },
      }}
    />
  );
}
