import type { ReactNode } from "react";
import { isPlainClick } from "@/components/alerts/alert-row";
import { cn } from "@/components/ui/cn";
import { formatBytes } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusMark } from "@/components/ui/status-mark";
import type { Delivery } from "@/server/integrations/schema";
import { deliveryMarks, outcomeOf } from "./delivery-words";

export type DeliveryRowProps = {
  delivery: Delivery;
  href: string;
  opened?: boolean;
  /** On the page of its integration the name says nothing. */
  hideName?: boolean;
  /** Opens it here, without asking the server for a page. */
  onOpen?: () => void;
};

/** One delivery: who sent it, what came of it, the first thing that could not be read. */
export function DeliveryRow({ delivery, href, opened, hideName, onOpen }: DeliveryRowProps) {
  const mark = deliveryMarks[delivery.status];
  const outcome = outcomeOf(delivery);
  return (
    <li
      data-row={delivery.id}
      data-selected={opened || undefined}
      className="relative flex min-h-9 items-start gap-2.5 px-4 py-2 hover:bg-hover has-[[data-row-link]:focus-visible]:bg-hover data-selected:bg-selected @3xl:items-center @3xl:gap-4 @3xl:py-1 touch:min-h-11 md:px-2"
    >
      <span className="flex h-5 items-center">
        <StatusMark status={mark.status} word={mark.word} hideWord />
      </span>
      <div className="min-w-0 flex-1 @3xl:contents">
        <a
          href={href}
          data-row-link=""
          aria-current={opened ? "true" : undefined}
          onClick={(event) => {
            if (!onOpen || !isPlainClick(event)) return;
            event.preventDefault();
            onOpen();
          }}
          className="block truncate font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text @3xl:min-w-0 @3xl:flex-1 @3xl:text-table"
        >
          {hideName ? outcome : <bdi>{delivery.integrationName ?? "Deleted integration"}</bdi>}
        </a>
        <div className="mt-0.5 flex min-w-0 flex-wrap gap-x-2.5 gap-y-0.5 text-meta text-secondary @3xl:mt-0 @3xl:contents">
          <Cell className="@3xl:w-20">{delivery.status === "accepted" ? null : mark.word}</Cell>
          {hideName ? null : (
            <Cell className="@3xl:w-[18cqw] @3xl:text-table">{delivery.alertCount > 0 ? outcome : null}</Cell>
          )}
          <Cell className="text-warning-text @max-3xl:basis-full @3xl:w-[26cqw]" title={delivery.firstError}>
            {delivery.firstError ? <bdi>{delivery.firstError}</bdi> : null}
          </Cell>
          <Cell className="@3xl:w-20">{delivery.replayedAt ? "Replayed" : null}</Cell>
          <Cell className="text-tertiary @max-3xl:hidden @3xl:w-16 @3xl:text-right">
            {formatBytes(delivery.bytes)}
          </Cell>
        </div>
      </div>
      <RelativeTime
        at={delivery.receivedAt}
        className="shrink-0 text-right text-meta text-secondary leading-5 @3xl:w-16"
      />
    </li>
  );
}

/** A column where the list is wide, a line of its own where it is narrow, nothing where there is nothing to say. */
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
      className={cn("block min-w-0 truncate empty:hidden @3xl:shrink-0 @3xl:empty:block", className)}
    >
      {children}
    </span>
  );
}
