import type { ReactNode } from "react";
import { cn } from "./cn";

/** The width and the margins that every page shares: content up to 1,440 px. */
export function Page({
  children,
  width = "full",
  className,
}: {
  children: ReactNode;
  width?: "full" | "form";
  className?: string;
}) {
  return (
    <div
      className={cn(
        "mx-auto w-full space-y-5 px-4 pt-4 pb-[calc(var(--bottom-bar)+var(--action-bar)+4.5rem)] md:px-6 md:pt-5 md:pb-10",
        width === "form" ? "max-w-3xl" : "max-w-[1440px]",
        className,
      )}
    >
      {children}
    </div>
  );
}
