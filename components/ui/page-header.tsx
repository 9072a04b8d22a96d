import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Crumb = { label: ReactNode; href: string };

export type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The one thing to do here: top right, and within reach of the thumb on a phone. */
  action?: ReactNode;
  /** Lesser tools beside it, which stay at the top. */
  tools?: ReactNode;
  crumbs?: readonly Crumb[];
  /** A mark before the title. */
  lead?: ReactNode;
  className?: string;
};

export function PageHeader({ title, description, action, tools, crumbs, lead, className }: PageHeaderProps) {
  return (
    <header className={cn("space-y-1", className)}>
      {crumbs?.length ? (
        <nav aria-label="Breadcrumb" className="flex flex-wrap items-center gap-1 text-meta text-secondary">
          {crumbs.map((crumb) => (
            <span key={crumb.href} className="inline-flex items-center gap-1">
              <Link href={crumb.href} className="finger rounded hover:text-foreground hover:underline">
                {crumb.label}
              </Link>
              <span aria-hidden="true" className="text-tertiary">
                /
              </span>
            </span>
          ))}
        </nav>
      ) : null}
      <div className="flex min-h-8 items-start gap-3">
        <h1 className="flex min-w-0 flex-1 items-center gap-2 font-semibold text-title">
          {lead}
          <span className="min-w-0">{title}</span>
        </h1>
        {tools ? <div className="flex shrink-0 items-center gap-2">{tools}</div> : null}
        {action ? (
          <div className="shrink-0 max-md:fixed max-md:right-4 max-md:bottom-[calc(var(--bottom-bar)+env(safe-area-inset-bottom)+12px)] max-md:z-30 max-md:rounded-md max-md:shadow-pop">
            {action}
          </div>
        ) : null}
      </div>
      {description ? <p className="max-w-2xl text-secondary text-table">{description}</p> : null}
    </header>
  );
}
