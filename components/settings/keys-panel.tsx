"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { CreatedKey, KeyKind } from "@/server/api-keys/schema";
import { KeyRow } from "./key-row";
import { firstPage, nextPage } from "./lists";

export function KeysPanel({ slug }: { slug: string }) {
  const [rotated, setRotated] = useState<CreatedKey | null>(null);
  return (
    <div className="space-y-8">
      <KeyList
        kind="api"
        slug={slug}
        title="API keys"
        description={
          <>
            For scripts and other programs that use the{" "}
            <Link href="/docs/api" className="text-accent-text underline underline-offset-2">
              API
            </Link>
            . A key belongs to the organization, not to a person.
          </>
        }
        empty={
          <EmptyState
            title="A key lets a program read and act here."
            description="A script that lists open incidents, a dashboard, a deploy job. Give each one its own key."
          />
        }
        onRotated={setRotated}
      />
      <KeyList
        kind="ingest"
        slug={slug}
        title="Ingest keys"
        description={
          <>
            Monitoring tools deliver alerts with these. A new one comes with an{" "}
            <Link href={`/${slug}/integrations`} className="text-accent-text underline underline-offset-2">
              integration
            </Link>
            .
          </>
        }
        empty={
          <p className="py-3 text-secondary text-table">
            There is none yet. Connect a monitoring tool under Integrations and it gets its own.
          </p>
        }
        onRotated={setRotated}
      />
      <Dialog
        open={rotated !== null}
        onOpenChange={(open) => {
          if (!open) setRotated(null);
        }}
        title={rotated ? <>The new key of “{rotated.key.name}”</> : ""}
        description="The old one works for 24 hours more, so that nothing breaks while you put this one in its place."
      >
        {rotated ? <SecretReveal secret={rotated.secret} label="key" /> : null}
      </Dialog>
    </div>
  );
}

type KeyListProps = {
  kind: KeyKind;
  slug: string;
  title: string;
  description: React.ReactNode;
  empty: React.ReactNode;
  onRotated: (created: CreatedKey) => void;
};

function KeyList({ kind, slug, title, description, empty, onRotated }: KeyListProps) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.apiKeys.listKeys.infiniteQueryOptions({ ...firstPage, kind }, nextPage));
  const keys = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={title} description={description}>
      {list.isPending ? <SkeletonRows rows={3} /> : null}
      {list.isError ? (
        <ErrorState
          title="The keys could not be read."
          description={errorMessage(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : null}
      {list.isSuccess && keys.length === 0 ? empty : null}
      <ul aria-label={title} className="divide-y divide-line border-line border-y empty:hidden">
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} slug={slug} onRotated={onRotated} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <LoadMore
          onLoad={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
          shown={`${keys.length} shown`}
        />
      ) : null}
    </Section>
  );
}
