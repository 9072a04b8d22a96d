"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";

const keyOf = (integrationId: string) => ["new-integration-key", integrationId];

/** A key just made, in this tab's memory alone: it survives the step from making to setup, and no reload. */
export function useNewKey(integrationId: string): string | null {
  const { data } = useQuery<string | null>({
    queryKey: keyOf(integrationId),
    queryFn: () => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

export function useKeepNewKey(): (integrationId: string, key: string | null) => void {
  const queries = useQueryClient();
  return (integrationId, key) => {
    if (key) queries.setQueryData(keyOf(integrationId), key);
    else queries.removeQueries({ queryKey: keyOf(integrationId) });
  };
}
