"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { ungrouped } from "@/components/alerts/list-entries";
import { NewsPill } from "@/components/alerts/news-pill";
import { useSettledRows } from "@/components/alerts/use-settled-rows";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { useIntegrations } from "@/components/integrations/use-integrations";
import { ListKeys } from "@/components/layout/list-keys";
import { useShortcuts } from "@/components/layout/shortcuts";
import { SplitView } from "@/components/layout/split-view";
import { Button, ButtonLink } from "@/components/ui/button";
import { Chip, ChipRow } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { List } from "@/components/ui/list";
import { LoadMore } from "@/components/ui/load-more";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { deliveryStatuses } from "@/server/integrations/enums";
import { DeliveryPanel } from "./delivery-panel";
import { DeliveryRow } from "./delivery-row";
import { deliveryMarks } from "./delivery-words";
import { deliveriesHref, deliveryFilters, deliveryListInput, isDeliveryId } from "./filters";

export type DeliveryLogProps = { slug: string; mayReplay: boolean; mayConnect: boolean };

/** Everything that was sent here and what came of it, with one delivery open beside it. */
export function DeliveryLog({ slug, mayReplay, mayConnect }: DeliveryLogProps) {
  const [filters, setFilters] = useQueryStates(deliveryFilters, { history: "push" });
  const opened = isDeliveryId(filters.delivery) ? filters.delivery : null;
  const close = () => void setFilters({ delivery: null });
  useShortcuts(opened ? [{ keys: "escape", label: "Close the delivery", group: "List", run: close }] : []);
  return (
    <SplitView
      label="Deliveries"
      list={<LogPane slug={slug} opened={opened} mayConnect={mayConnect} />}
      detail={
        opened ? (
          <DeliveryPanel key={opened} slug={slug} id={opened} mayReplay={mayReplay} onClose={close} />
        ) : null
      }
    />
  );
}

function LogPane({ slug, opened, mayConnect }: { slug: string; opened: string | null; mayConnect: boolean }) {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(deliveryFilters, { history: "push" });
  const integrations = useIntegrations();
  const query = useInfiniteQuery({
    ...trpc.integrations.listDeliveries.infiniteQueryOptions(deliveryListInput(filters), {
      getNextPageParam: (last) => last.nextCursor,
    }),
    placeholderData: keepPreviousData,
  });
  const settled = useSettledRows({
    key: JSON.stringify(deliveryListInput(filters)),
    items: query.isPlaceholderData ? undefined : query.data?.pages.flatMap((page) => page.items),
    complete: !query.hasNextPage,
    provisional: query.isFetching && query.isStale,
    groupOf: ungrouped,
  });
  const items = settled.rows.map((row) => row.item);
  const isNarrowed = filters.status !== null || filters.integration !== null;

  return (
    <Page className={opened ? "xl:px-4" : undefined}>
      <PageHeader
        title="Deliveries"
        description={opened ? undefined : "What was sent here, and what was read in it."}
      />
      <div
        className={cn("space-y-2", opened ? "" : "md:flex md:items-center md:justify-between md:space-y-0")}
      >
        <ChipRow label="Outcome" className={opened ? "md:flex-nowrap!" : undefined}>
          <Chip pressed={filters.status === null} onClick={() => void setFilters({ status: null })}>
            All
          </Chip>
          {deliveryStatuses.map((status) => (
            <Chip
              key={status}
              pressed={filters.status === status}
              onClick={() => void setFilters({ status, delivery: null })}
            >
              {deliveryMarks[status].word}
            </Chip>
          ))}
        </ChipRow>
        <Select
          aria-label="Integration"
          value={filters.integration ?? ""}
          onChange={(event) => void setFilters({ integration: event.target.value || null, delivery: null })}
          options={[
            { value: "", label: "All integrations" },
            ...(integrations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className={opened ? "" : "md:w-56"}
        />
      </div>
      {query.isPending ? (
        <SkeletonRows rows={10} label="Loading deliveries" />
      ) : query.isError && items.length === 0 ? (
        <ErrorState
          title="The deliveries could not be read."
          description={errorMessage(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : items.length === 0 ? (
        <NoDeliveries
          slug={slug}
          isNarrowed={isNarrowed}
          mayConnect={mayConnect}
          onClear={() => void setFilters({ status: null, integration: null })}
        />
      ) : (
        <ListKeys>
          <div
            className={cn(
              "relative transition-opacity duration-100",
              query.isPlaceholderData && "opacity-60",
            )}
          >
            <NewsPill news={settled.news} gone={0} more={false} onTap={settled.accept} />
            <List label="Deliveries" className="-mx-4 md:mx-0">
              {items.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  href={deliveriesHref(slug, { ...filters, delivery: delivery.id })}
                  opened={delivery.id === opened}
                  onOpen={() =>
                    void setFilters({ delivery: delivery.id }, { history: opened ? "replace" : "push" })
                  }
                />
              ))}
            </List>
            {query.hasNextPage ? (
              <LoadMore
                onLoad={() => void query.fetchNextPage()}
                loading={query.isFetchingNextPage}
                shown={`${items.length} shown`}
              />
            ) : null}
          </div>
        </ListKeys>
      )}
    </Page>
  );
}

type NoneProps = { slug: string; isNarrowed: boolean; mayConnect: boolean; onClear: () => void };

function NoDeliveries({ slug, isNarrowed, mayConnect, onClear }: NoneProps) {
  if (isNarrowed)
    return (
      <EmptyState
        title="No delivery matches these filters."
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  return (
    <EmptyState
      title="Every request of a connected tool will be written down here, readable or not."
      description="For 24 hours its body is kept, so that it can be looked at and read again."
      action={
        mayConnect ? (
          <ButtonLink variant="primary" href={`/${slug}/integrations/new`}>
            Connect a tool
          </ButtonLink>
        ) : (
          <span className="text-secondary text-table">Ask an admin to connect a tool.</span>
        )
      }
    />
  );
}
