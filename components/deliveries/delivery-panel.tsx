"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, RotateCw, X } from "lucide-react";
import Link from "next/link";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { ErrorState } from "@/components/ui/error-state";
import { formatBytes, formatCount } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import { notify, notifyError } from "@/components/ui/toast";
import type { DeliveryDetail } from "@/server/integrations/schema";
import { deliveryMarks, outcomeOf } from "./delivery-words";

export type DeliveryPanelProps = { slug: string; id: string; mayReplay: boolean; onClose: () => void };

/** One delivery: what was read, what was not and why, and its body. */
export function DeliveryPanel({ slug, id, mayReplay, onClose }: DeliveryPanelProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.integrations.getDelivery.queryOptions({ id }));
  return (
    <div className="px-4 pt-3 pb-[calc(var(--bottom-bar)+var(--action-bar)+1.5rem)] md:px-6 md:pb-10 xl:h-dvh xl:overflow-y-auto">
      <div className="flex h-8 items-center">
        <button
          type="button"
          onClick={onClose}
          className="finger -ml-1 inline-flex h-8 items-center gap-1.5 rounded-md px-1 text-secondary text-table hover:text-foreground xl:hidden"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          Deliveries
        </button>
        <IconButton label="Close" size="sm" onClick={onClose} className="ml-auto max-xl:hidden">
          <X />
        </IconButton>
      </div>
      {query.data ? (
        <DeliveryView slug={slug} delivery={query.data} mayReplay={mayReplay} />
      ) : query.isError ? (
        <ErrorState
          title="This delivery could not be read."
          description={errorMessage(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Loading the delivery" />
      )}
    </div>
  );
}

type ViewProps = { slug: string; delivery: DeliveryDetail; mayReplay: boolean };

function DeliveryView({ slug, delivery, mayReplay }: ViewProps) {
  const mark = deliveryMarks[delivery.status];
  return (
    <article aria-label="Delivery" className="flex flex-col gap-6">
      <header className="space-y-1.5">
        <StatusMark status={mark.status} word={mark.word} />
        <h1 className="font-semibold text-title">
          <bdi>{delivery.integrationName ?? "Deleted integration"}</bdi>
        </h1>
        <p className="text-secondary">
          {outcomeOf(delivery)} · <RelativeTime at={delivery.receivedAt} />
        </p>
      </header>
      {mayReplay && delivery.bodyUntil ? <Replay delivery={delivery} /> : null}
      <DefinitionList
        items={[
          { term: "Received", value: <RelativeTime at={delivery.receivedAt} show="exact" /> },
          {
            term: "Integration",
            value: delivery.integrationId ? (
              <Link
                href={`/${slug}/integrations/${delivery.integrationId}`}
                className="rounded text-accent-text hover:underline"
              >
                <bdi>{delivery.integrationName ?? delivery.source}</bdi>
              </Link>
            ) : (
              <span className="text-secondary">Deleted</span>
            ),
          },
          { term: "Source", value: delivery.source, mono: true },
          { term: "Size", value: formatBytes(delivery.bytes) },
          { term: "Alerts read", value: formatCount(delivery.alertCount) },
          delivery.truncated > 0 && {
            term: "Left out",
            value: `${formatCount(delivery.truncated)} by the sender; that they are absent does not mean that they ended.`,
          },
          delivery.replayedAt && { term: "Read again", value: <RelativeTime at={delivery.replayedAt} /> },
        ]}
      />
      {delivery.errorCount > 0 ? <Errors delivery={delivery} /> : null}
      <Section
        title="Body"
        description={
          delivery.bodyUntil ? (
            <>
              Values that look secret are masked. Kept until{" "}
              <RelativeTime at={delivery.bodyUntil} show="exact" />.
            </>
          ) : undefined
        }
      >
        {delivery.body === null ? (
          <p className="text-secondary text-table">
            It is not kept any more: a body stays for 24 hours, and 14 days where it could not be read.
          </p>
        ) : (
          <CodeBlock code={delivery.body} wrap />
        )}
      </Section>
    </article>
  );
}

function Errors({ delivery }: { delivery: DeliveryDetail }) {
  return (
    <Section title="What could not be read" count={delivery.errorCount}>
      <ul className="divide-y divide-line rounded-lg border border-line text-table">
        {delivery.errors.map((error) => (
          <li key={`${error.index} ${error.path} ${error.message}`} className="space-y-0.5 px-3 py-2">
            {error.path || error.index !== null ? (
              <p className="break-all font-mono text-meta text-secondary">
                <bdi>{error.path || `alert ${error.index}`}</bdi>
              </p>
            ) : null}
            <p dir="auto" className="break-words">
              {error.message}
            </p>
          </li>
        ))}
        {delivery.errors.length < delivery.errorCount ? (
          <li className="px-3 py-2 text-secondary">
            and {formatCount(delivery.errorCount - delivery.errors.length)} more of the kind
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function Replay({ delivery }: { delivery: DeliveryDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const replay = useMutation(
    trpc.integrations.replayDelivery.mutationOptions({
      onSuccess: (done) =>
        void notify("Read again.", {
          description:
            done.errorCount > 0
              ? `${formatCount(done.errorCount)} could still not be read.`
              : `${outcomeOf(done)}.`,
        }),
      onError: (error) => void notifyError(errorMessage(error)),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.integrations.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
        ]),
    }),
  );
  return (
    <ActionBar label="Delivery actions">
      <Button
        icon={<RotateCw />}
        loading={replay.isPending}
        onClick={() => replay.mutate({ id: delivery.id })}
        title="Reads the original body by today's mapping, as of when it was received"
      >
        Replay
      </Button>
    </ActionBar>
  );
}
