import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function List({ label, className, ...rest }: ComponentProps<"ul"> & { label: string }) {
  return <ul aria-label={label} className={cn("@container divide-y divide-line", className)} {...rest} />;
}

export type ListRowProps = {
  /** The id that the list's keys act on. */
  id: string;
  href: string;
  /** Severity, or a checkbox before it. */
  lead?: ReactNode;
  title: ReactNode;
  /** Where and what: service, environment, value. Beside the title where there is room, below it where not. */
  meta?: ReactNode;
  /** For how long, by whom, how often: at the end. */
  end?: ReactNode;
  selected?: boolean;
  /** Done with: the row steps back. */
  quiet?: boolean;
  className?: string;
};

/** One line of a list where it is wide, two where it is narrow; the whole of it opens, its own controls stay apart. */
export function ListRow({ id, href, lead, title, meta, end, selected, quiet, className }: ListRowProps) {
  return (
    <li
      data-row={id}
      data-selected={selected || undefined}
      className={cn(
        "group/row relative flex min-h-9 items-start gap-2.5 px-4 py-2 hover:bg-hover has-[[data-row-link]:focus-visible]:bg-hover data-selected:bg-selected @2xl:items-center @2xl:py-1 touch:min-h-11 md:px-2 md:rounded-none",
        className,
      )}
    >
      {lead ? <span className="relative z-10 flex h-5 shrink-0 items-center gap-2.5">{lead}</span> : null}
      <span className="min-w-0 flex-1 @2xl:flex @2xl:items-baseline @2xl:gap-3">
        <Link
          href={href}
          data-row-link=""
          aria-current={selected ? "true" : undefined}
          className={cn(
            "line-clamp-2 break-words font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text @2xl:line-clamp-none @2xl:shrink @2xl:truncate @2xl:text-table",
            quiet ? "text-secondary" : "text-foreground",
          )}
        >
          {title}
        </Link>
        {meta ? (
          <span className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-meta text-secondary @2xl:mt-0 @2xl:shrink-0 @2xl:flex-nowrap">
            {meta}
          </span>
        ) : null}
      </span>
      {end ? (
        <span className="relative flex h-5 shrink-0 items-center gap-2.5 text-meta text-secondary">
          {end}
        </span>
      ) : null}
    </li>
  );
}
