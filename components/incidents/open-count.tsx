"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/api/trpc";
import { setLiveCount } from "@/components/layout/live-counts";

/** Keeps the number of open incidents beside "Incidents" true while the page stays. */
export function OpenCount() {
  const trpc = useTRPC();
  const open = useQuery(trpc.incidents.overview.queryOptions({ days: 1 })).data?.open;
  useEffect(() => {
    if (!open) return;
    const { critical, warning, info } = open;
    setLiveCount("incidents", {
      count: critical + warning + info,
      tone: critical ? "critical" : warning ? "warning" : info ? "info" : undefined,
    });
    return () => setLiveCount("incidents", null);
  }, [open]);
  return null;
}
