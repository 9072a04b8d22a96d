import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { makeQueryClient } from "@/components/api/query-client";
import { actorInOrganization, getSessionActor } from "@/server/auth";
import { NotFoundError, type UserActor } from "@/server/kernel";
import { requestIdOf } from "./request";
import { appRouter } from "./trpc";

/** The signed-in person in the organization of the path, once per request; a stranger sees "not found", never "forbidden". */
export const getPageActor = cache(async (slug: string): Promise<UserActor> => {
  const user = await getSessionActor(await headers());
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(`/${slug}`)}`);
  try {
    return await actorInOrganization(user, slug);
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
});

/**
 * The API for a server component: `trpc.x.y.queryOptions()` to prefetch into `queryClient`, whose state goes to the
 * browser through a HydrationBoundary, so that the first paint needs no request.
 */
export const getPageApi = cache(async (slug: string) => {
  const actor = await getPageActor(slug);
  const queryClient = makeQueryClient();
  const context = { actor, requestId: requestIdOf(await headers()), sameOrigin: true };
  const trpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient });
  return { actor, queryClient, trpc };
});
