"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsNumberLiteral, useQueryState } from "nuqs";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { BarByDay } from "@/components/charts/bar-by-day";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { BusiestServices } from "./busiest-services";
import { Figures } from "./figures";
import { NoiseReduction } from "./noise-reduction";
import { NothingConnected } from "./nothing-connected";
import { OpenIncidents } from "./open-incidents";
import { type Days, DEFAULT_DAYS, dayChoices } from "./open-inputs";

/** First what burns now; below it, quietly, how the last days went. */
export function OverviewPage({ slug, origin }: { slug: string; origin: string }) {
  const trpc = useTRPC();
  const [days, setDays] = useQueryState("days", parseAsNumberLiteral(dayChoices).withDefault(DEFAULT_DAYS));
  const query = useQuery({
    ...trpc.incidents.overview.queryOptions({ days }),
    placeholderData: keepPreviousData,
  });
  const overview = query.data;

  if (!overview)
    return (
      <Page>
        <PageHeader title="Overview" />
        {query.error ? (
          <ErrorState
            title="The overview could not be read."
            description={errorMessage(query.error)}
            onRetry={() => void query.refetch()}
            retrying={query.isRefetching}
          />
        ) : (
          <Skeleton className="h-40" />
        )}
      </Page>
    );

  const total = overview.open.critical + overview.open.warning + overview.open.info;
  if (!overview.hasDeliveries && total === 0 && overview.noise.incidents === 0)
    return (
      <Page>
        <PageHeader title="Overview" />
        <NothingConnected slug={slug} origin={origin} />
      </Page>
    );

  return (
    <Page>
      <PageHeader title="Overview" />
      <OpenIncidents open={overview.open} />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-base">How it went</h2>
        <Segmented
          label="Span of time"
          segments={dayChoices.map((choice) => ({ value: String(choice), label: `${choice} days` }))}
          value={String(days)}
          onChange={(value) => void setDays(Number(value) as Days)}
        />
      </div>
      <Figures overview={overview} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title="Alerts per day">
          <BarByDay label={`Alerts per day, the last ${overview.days} days`} days={overview.alertsByDay} />
        </Section>
        <div className="space-y-6">
          <NoiseReduction overview={overview} />
          <BusiestServices slug={slug} overview={overview} />
        </div>
      </div>
    </Page>
  );
}
