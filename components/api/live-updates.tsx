"use client";

import { useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "./trpc";

const VISIBLE_MS = 2_000;
const HIDDEN_MS = 10_000;

const isSignedOut = (error: unknown) =>
  error instanceof TRPCClientError && (error.data as { httpStatus?: number } | null)?.httpStatus === 401;

/**
 * The one small request per tab that keeps pages live: asks what changed and refetches just that. Shows a quiet notice
 * while the server does not answer, because a page that silently stands still is worse than none.
 */
export function LiveUpdates() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const versions = useRef(new Map<string, number>());
  const [lost, setLost] = useState(false);

  useEffect(() => {
    let since: Date | undefined;
    let alertsAt: number | undefined;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    let failures = 0;

    const look = async () => {
      try {
        const news = await client.updates.since.query(since ? { since } : {});
        const first = !since;
        since = news.now;
        failures = 0;
        setLost(false);
        const fresh = news.incidents.filter(({ id, version }) => versions.current.get(id) !== version);
        for (const { id, version } of fresh) versions.current.set(id, version);
        const delivered = news.alertsAt?.getTime();
        const newAlerts = delivered !== undefined && delivered !== alertsAt;
        alertsAt = delivered;
        // What changed just before the first look may have changed while the server rendered this page.
        if (fresh.length)
          await Promise.all([
            queries.invalidateQueries({ queryKey: trpc.incidents.pathKey() }),
            queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
          ]);
        if (newAlerts && !first)
          await Promise.all([
            queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
            queries.invalidateQueries({ queryKey: trpc.integrations.pathKey() }),
            queries.invalidateQueries({ queryKey: trpc.incidents.overview.queryKey() }),
          ]);
      } catch (error) {
        if (isSignedOut(error))
          return location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
        failures += 1;
        if (failures >= 3) setLost(true);
      }
    };
    const loop = async () => {
      await look();
      if (!ended) timer = setTimeout(loop, document.hidden ? HIDDEN_MS : VISIBLE_MS);
    };
    const wake = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      void loop();
    };
    void loop();
    document.addEventListener("visibilitychange", wake);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [client, queries, trpc]);

  if (!lost) return null;
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-0 z-50 border-warning-line border-b bg-warning-soft px-4 py-1 text-center font-medium text-meta text-warning-text"
    >
      No connection to the server: what you see may be old. Trying again.
    </div>
  );
}
