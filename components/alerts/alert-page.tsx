"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { useShortcuts } from "@/components/layout/shortcuts";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { SkeletonRows } from "@/components/ui/skeleton";
import { AlertDetailView } from "./alert-detail-view";
import { useAlertActions } from "./use-alert-actions";

export type AlertPageProps = { slug: string; id: string; mayAcknowledge: boolean; mayMove: boolean };

/** One alert on a page of its own, as a link from elsewhere opens it. */
export function AlertPage({ slug, id, mayAcknowledge, mayMove }: AlertPageProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.alerts.get.queryOptions({ id }));
  const actions = useAlertActions();
  const alert = query.data;
  useShortcuts(
    alert && mayAcknowledge
      ? [{ keys: "e", label: "Acknowledge", run: () => void actions.acknowledge([alert]) }]
      : [],
  );
  return (
    <Page className="max-w-4xl">
      {alert ? (
        <AlertDetailView
          slug={slug}
          alert={alert}
          episodes={alert.episodes}
          mayAcknowledge={mayAcknowledge}
          mayMove={mayMove}
          top={
            <nav aria-label="Breadcrumb" className="text-meta text-secondary">
              <Link href={`/${slug}/alerts`} className="finger rounded hover:text-foreground hover:underline">
                Alerts
              </Link>
              <span aria-hidden="true" className="px-1 text-tertiary">
                /
              </span>
            </nav>
          }
        />
      ) : query.isError ? (
        <ErrorState
          title="This alert could not be read."
          description={errorMessage(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Loading the alert" />
      )}
    </Page>
  );
}
