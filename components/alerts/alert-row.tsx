"use client";

import type { MouseEvent, ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Duration } from "@/components/ui/duration";
import { formatCount } from "@/components/ui/format";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { AlertListItem } from "@/server/alerts/schema";
import { AlertMarks, statesOf } from "./alert-marks";

export type AlertRowProps = {
  alert: AlertListItem;
  href: string;
  /** Stands under its incident's heading already. */
  grouped: boolean;
  gone: boolean;
  opened: boolean;
  selectable: boolean;
  selected: boolean;
  /** Boxes stay in sight while something is selected, and for fingers that asked for them. */
  selecting: boolean;
  onSelect: (withRange: boolean) => void;
  onOpen: () => void;
  /** The keyboard came by. */
  onWalk: () => void;
};

/** Whether a click means "here", and not "in a new tab". */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** One alert: a line of columns where the list is wide, two lines where it is narrow. */
export function AlertRow(props: AlertRowProps) {
  const { alert, gone, opened, grouped } = props;
  const over = alert.status === "resolved";
  const quiet = gone || over || alert.mutedBy !== null;
  return (
    <div
      data-row={alert.id}
      data-selected={opened || undefined}
      className={cn(
        "group/row relative flex min-h-9 items-start gap-2.5 px-4 py-2 has-[[data-row-link]:focus-visible]:bg-hover data-selected:bg-selected @4xl:items-center @4xl:gap-4 @4xl:py-1 touch:min-h-11 md:px-6",
        grouped &&
          "before:absolute before:inset-y-0 before:left-4 before:w-px before:bg-line-strong max-md:pl-7 md:pl-10 md:before:left-7.5",
        props.selected ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <RowLead {...props} quiet={quiet} />
      <div className="min-w-0 flex-1 @4xl:contents">
        <a
          href={props.href}
          data-row-link=""
          aria-current={opened ? "true" : undefined}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            props.onOpen();
          }}
          onFocus={(event) => {
            if (event.currentTarget.matches(":focus-visible")) props.onWalk();
          }}
          className={cn(
            "block truncate font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text @4xl:min-w-0 @4xl:flex-1 @4xl:text-table",
            quiet ? "text-secondary" : "text-foreground",
          )}
        >
          <bdi>{alert.alertName}</bdi>
        </a>
        <div className="mt-0.5 flex min-w-0 items-center gap-x-2.5 overflow-hidden whitespace-nowrap text-meta text-secondary @4xl:mt-0 @4xl:contents">
          <Place alert={alert} />
          <Cell className="max-w-24 font-mono @4xl:w-20 @4xl:text-right" title={alert.value}>
            {alert.value ? <bdi>{alert.value}</bdi> : null}
          </Cell>
          <Cell className="@4xl:w-28">
            {gone && statesOf(alert).length === 0 ? (
              "Left this view"
            ) : (
              <AlertMarks alert={alert} className="mr-2 text-meta" />
            )}
          </Cell>
          <Cell
            className="text-tertiary @4xl:w-12 @4xl:text-right"
            title={alert.repeatCount > 0 ? `Received ${formatCount(alert.repeatCount + 1)} times` : null}
          >
            {alert.repeatCount > 0 ? `×${formatCount(alert.repeatCount + 1)}` : null}
          </Cell>
          <Cell className="font-mono @4xl:w-16" title={alert.incident?.title}>
            {grouped ? null : alert.incident?.reference}
          </Cell>
          <bdi
            title={alert.integrationName}
            className="min-w-8 flex-1 truncate text-tertiary @4xl:w-32 @4xl:flex-none @4xl:text-meta"
          >
            {alert.integrationName}
          </bdi>
        </div>
      </div>
      <span className="relative flex h-5 shrink-0 items-center justify-end text-meta text-secondary @4xl:w-14">
        <Duration from={alert.timestamp} to={alert.resolvedAt} />
      </span>
    </div>
  );
}

/** A column where the list is wide; where it is narrow, nothing at all when there is nothing to say. */
function Cell({
  title,
  className,
  children,
}: {
  title?: string | null;
  className: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title ?? undefined}
      className={cn(
        "shrink-0 truncate empty:hidden @4xl:block @4xl:max-w-none @4xl:text-meta @4xl:text-secondary @4xl:empty:block",
        className,
      )}
    >
      {children}
    </span>
  );
}

function RowLead({
  alert,
  selectable,
  selected,
  selecting,
  onSelect,
  quiet,
}: AlertRowProps & { quiet: boolean }) {
  return (
    <span className="relative z-10 flex h-5 shrink-0 items-center gap-2.5">
      {selectable ? (
        <Checkbox
          aria-label={`Select ${alert.alertName}`}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => onSelect(event.shiftKey)}
          className={cn(
            "transition-opacity duration-100 focus-within:opacity-100 group-hover/row:opacity-100 group-has-[[data-row-link]:focus-visible]/row:opacity-100",
            selecting ? "opacity-100" : "opacity-0 touch:hidden",
          )}
        />
      ) : null}
      <SeverityMark severity={alert.severity} hideWord quiet={quiet} />
    </span>
  );
}

function Place({ alert }: { alert: AlertListItem }) {
  const { service, environment, instance } = alert;
  const first = service ?? instance;
  return (
    <span
      title={[first, environment].filter(Boolean).join(" / ") || undefined}
      className="flex min-w-0 max-w-[70%] items-baseline gap-1 @4xl:w-[20cqw] @4xl:max-w-none @4xl:shrink-0 @4xl:text-secondary @4xl:text-table"
    >
      {first ? (
        <bdi className="min-w-0 shrink truncate">{first}</bdi>
      ) : (
        <span className="shrink-0 text-tertiary">No service</span>
      )}
      {environment ? (
        <>
          <span aria-hidden="true" className="text-tertiary">
            /
          </span>
          <bdi className="min-w-0 shrink truncate">{environment}</bdi>
        </>
      ) : null}
    </span>
  );
}
