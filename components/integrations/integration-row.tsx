import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusMark } from "@/components/ui/status-mark";
import type { Integration } from "@/server/integrations/schema";
import { type Resolves, verdictOf } from "./verdict";

export type IntegrationRowProps = { slug: string; integration: Integration; resolves: Resolves };

/** One connected tool: which, where, whether it is known to work, and when it was last heard. */
export function IntegrationRow({ slug, integration, resolves }: IntegrationRowProps) {
  const verdict = verdictOf(integration, resolves);
  return (
    <li
      data-row={integration.id}
      className="relative flex min-h-9 items-start gap-2.5 px-4 py-2 hover:bg-hover has-[[data-row-link]:focus-visible]:bg-hover @3xl:items-center @3xl:gap-4 @3xl:py-1 touch:min-h-11 md:px-2"
    >
      <div className="min-w-0 flex-1 @3xl:contents">
        <Link
          href={`/${slug}/integrations/${integration.id}`}
          data-row-link=""
          className="block truncate font-medium text-base outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text @3xl:min-w-0 @3xl:flex-1 @3xl:text-table"
        >
          <bdi>{integration.name}</bdi>
        </Link>
        <div className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 text-meta text-secondary @3xl:mt-0 @3xl:contents">
          <span className="min-w-0 truncate @3xl:w-44 @3xl:text-table">{integration.sourceName}</span>
          <span className="min-w-0 truncate empty:hidden @3xl:w-32 @3xl:text-table @3xl:empty:block">
            {integration.environment ? <bdi>{integration.environment}</bdi> : null}
          </span>
          <span className="min-w-0 @3xl:w-64">
            <StatusMark status={verdict.status} word={verdict.word} className="max-w-full text-meta" />
          </span>
        </div>
      </div>
      <span className="shrink-0 text-right text-meta text-secondary leading-5 @3xl:w-24">
        {integration.lastDeliveryAt ? (
          <RelativeTime at={integration.lastDeliveryAt} />
        ) : (
          <span className="text-tertiary">not heard yet</span>
        )}
      </span>
    </li>
  );
}
