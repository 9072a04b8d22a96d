import type { ReactNode } from "react";
import { cn } from "./cn";

/** What can be done with the thing on the page: beside its title on wide screens, under the thumb on a phone. */
export function ActionBar({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      data-action-bar=""
      role="toolbar"
      aria-label={label}
      className={cn(
        "flex items-center gap-2",
        "max-md:fixed max-md:m-0 max-md:inset-x-0 max-md:bottom-[calc(var(--bottom-bar)+env(safe-area-inset-bottom))] max-md:z-30 max-md:border-line max-md:border-t max-md:bg-surface max-md:px-4 max-md:py-2 max-md:[&>*]:flex-1",
        className,
      )}
    >
      {children}
    </div>
  );
}
