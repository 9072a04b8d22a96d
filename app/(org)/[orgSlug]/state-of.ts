import {
  type DehydratedState,
  dehydrate,
  hashKey,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";

/** Just these answers for the browser: layout and pages of one request share a client, and each must send only its own. */
export function stateOf(queryClient: QueryClient, queryKeys: readonly QueryKey[]): DehydratedState {
  const wanted = new Set(queryKeys.map((queryKey) => hashKey(queryKey)));
  return dehydrate(queryClient, {
    shouldDehydrateQuery: (query) => query.state.status === "success" && wanted.has(query.queryHash),
  });
}
