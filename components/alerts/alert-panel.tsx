"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Maximize2, X } from "lucide-react";
import Link from "next/link";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { AlertListItem, AlertPage } from "@/server/alerts/schema";
import { AlertDetailView } from "./alert-detail-view";

export type AlertPanelProps = {
  slug: string;
  id: string;
  mayAcknowledge: boolean;
  mayMove: boolean;
  onClose: () => void;
};

/** The alert that is open beside the list; what the list knows of it shows at once. */
export function AlertPanel({ slug, id, mayAcknowledge, mayMove, onClose }: AlertPanelProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.alerts.get.queryOptions({ id }));
  const known = useKnownAlert(id);
  const alert = query.data ?? known;
  return (
    <div className="px-4 pt-3 pb-[calc(var(--bottom-bar)+var(--action-bar)+1.5rem)] md:px-6 md:pb-10 xl:h-dvh xl:overflow-y-auto">
      {alert ? (
        <AlertDetailView
          slug={slug}
          alert={alert}
          episodes={query.data?.episodes}
          mayAcknowledge={mayAcknowledge}
          mayMove={mayMove}
          top={<PanelTop href={`/${slug}/alerts/${id}`} onClose={onClose} />}
        />
      ) : (
        <>
          <PanelTop href={`/${slug}/alerts/${id}`} onClose={onClose} />
          {query.isError ? (
            <ErrorState
              title="This alert could not be read."
              description={errorMessage(query.error)}
              onRetry={() => void query.refetch()}
              retrying={query.isFetching}
            />
          ) : (
            <SkeletonRows rows={6} label="Loading the alert" />
          )}
        </>
      )}
    </div>
  );
}

function PanelTop({ href, onClose }: { href: string; onClose: () => void }) {
  return (
    <div className="flex h-8 items-center gap-1">
      <button
        type="button"
        onClick={onClose}
        className="finger -ml-1 inline-flex h-8 items-center gap-1.5 rounded-md px-1 text-secondary text-table hover:text-foreground xl:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Alerts
      </button>
      <Link
        href={href}
        prefetch={false}
        aria-label="Open as a page"
        title="Open as a page"
        className="finger ml-auto inline-flex size-7 items-center justify-center rounded-md text-secondary hover:bg-hover hover:text-foreground"
      >
        <Maximize2 aria-hidden="true" className="size-4" />
      </Link>
      <IconButton label="Close" size="sm" onClick={onClose} className="max-xl:hidden">
        <X />
      </IconButton>
    </div>
  );
}

/** The row of any list that holds this alert already. */
function useKnownAlert(id: string): AlertListItem | undefined {
  const trpc = useTRPC();
  const lists = useQueryClient().getQueriesData<{ pages: AlertPage[] }>({
    queryKey: trpc.alerts.list.infiniteQueryKey(),
  });
  for (const [, data] of lists) {
    const found = data?.pages.flatMap((page) => page.items).find((alert) => alert.id === id);
    if (found) return found;
  }
  return undefined;
}
