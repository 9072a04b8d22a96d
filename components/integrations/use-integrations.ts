"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/api/trpc";
import { INTEGRATIONS_MAX } from "./limits";
import type { Resolves } from "./verdict";

export const useIntegrations = () => {
  const trpc = useTRPC();
  return useQuery(trpc.integrations.list.queryOptions({ limit: INTEGRATIONS_MAX }));
};

export const useSources = () => {
  const trpc = useTRPC();
  // Sources change with the app, not while a page is open.
  return useQuery({ ...trpc.integrations.listSources.queryOptions({}), staleTime: Number.POSITIVE_INFINITY });
};

/** Whether a source says when a problem ended; unknown ones are taken to. */
export const useResolves = (): ((source: string) => Resolves) => {
  const sources = useSources();
  return (id) => sources.data?.items.find((source) => source.id === id)?.resolves ?? "always";
};
