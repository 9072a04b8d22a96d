import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type LinkTab = { href: string; label: ReactNode; count?: number; active: boolean };

/** Tabs whose state is the address, so that back works and a link leads straight to one. */
export function LinkTabs({
  tabs,
  label,
  className,
}: {
  tabs: readonly LinkTab[];
  label: string;
  className?: string;
}) {
  return (
    <nav
      aria-label={label}
      className={cn("scrollbar-none flex gap-4 overflow-x-auto border-line border-b", className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.active ? "page" : undefined}
          className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-secondary text-table transition-colors duration-100 hover:text-foreground aria-[current=page]:border-foreground aria-[current=page]:text-foreground touch:h-11 touch:text-base"
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-meta text-tertiary">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
