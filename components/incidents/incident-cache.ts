import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { useTRPC } from "@/components/api/trpc";
import type { Incident, IncidentDetail } from "@/server/incidents/schema";

type Api = ReturnType<typeof useTRPC>;
type Page = { items: Incident[]; nextCursor: string | null };
type Cached = IncidentDetail | Page | InfiniteData<Page> | undefined;

/** Applies a change to one incident wherever it is cached, the page and every list; answers how to take it back. */
export function patchIncident(
  queries: QueryClient,
  trpc: Api,
  id: string,
  patch: Partial<Incident>,
): () => void {
  const places = [trpc.incidents.get.pathKey(), trpc.incidents.list.pathKey()];
  const before = places.flatMap((queryKey) => queries.getQueriesData<Cached>({ queryKey }));
  for (const queryKey of places) {
    // An answer that was under way when the change was made would undo it for a moment.
    void queries.cancelQueries({ queryKey });
    queries.setQueriesData<Cached>({ queryKey }, (cached) => patchCached(cached, id, patch));
  }
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data);
  };
}

function patchCached(cached: Cached, id: string, patch: Partial<Incident>): Cached {
  if (!cached) return cached;
  if ("pages" in cached) return { ...cached, pages: cached.pages.map((page) => patchPage(page, id, patch)) };
  if ("items" in cached) return patchPage(cached, id, patch);
  return cached.id === id ? { ...cached, ...patch } : cached;
}

const patchPage = (page: Page, id: string, patch: Partial<Incident>): Page =>
  page.items.some((item) => item.id === id)
    ? { ...page, items: page.items.map((item) => (item.id === id ? { ...item, ...patch } : item)) }
    : page;

/** The incident with this id or reference, wherever a page has it already. */
export function cachedIncident(queries: QueryClient, trpc: Api, idOrReference: string): Incident | undefined {
  const wanted = (incident: Incident) =>
    incident.id === idOrReference || incident.reference === idOrReference.toUpperCase();
  for (const queryKey of [trpc.incidents.get.pathKey(), trpc.incidents.list.pathKey()])
    for (const [, cached] of queries.getQueriesData<Cached>({ queryKey })) {
      if (!cached) continue;
      const found =
        "pages" in cached
          ? cached.pages.flatMap((page) => page.items).find(wanted)
          : "items" in cached
            ? cached.items.find(wanted)
            : wanted(cached)
              ? cached
              : undefined;
      if (found) return found;
    }
  return undefined;
}

/** Everything shown of incidents is read again; call it after a change, also a refused one. */
export const refreshIncidents = (queries: QueryClient, trpc: Api): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: trpc.incidents.pathKey() }),
    queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
  ]);
