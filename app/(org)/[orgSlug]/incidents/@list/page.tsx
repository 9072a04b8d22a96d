import { HydrationBoundary } from "@tanstack/react-query";
import { createLoader, type SearchParams } from "nuqs/server";
import { IncidentList } from "@/components/incidents/incident-list";
import { listInput, listParams } from "@/components/incidents/list-params";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

const loadFilters = createLoader(listParams);

type Props = { params: Promise<{ orgSlug: string }>; searchParams: Promise<SearchParams> };

export default async function IncidentsListSlot({ params, searchParams }: Props) {
  const { orgSlug } = await params;
  const filters = await loadFilters(searchParams);
  const { queryClient, trpc } = await getPageApi(orgSlug);
  const options = trpc.incidents.list.infiniteQueryOptions(listInput(filters), {
    getNextPageParam: (last) => last.nextCursor,
  });
  await queryClient.prefetchInfiniteQuery({ ...options, retry: false });
  return (
    <HydrationBoundary state={stateOf(queryClient, [options.queryKey])}>
      <IncidentList />
    </HydrationBoundary>
  );
}
