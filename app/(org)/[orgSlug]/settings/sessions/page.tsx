import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SessionsPanel } from "@/components/settings/sessions-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const sessions = trpc.auth.listSessions.queryOptions({});
  await queryClient.prefetchQuery({ ...sessions, retry: false });
  return (
    <SettingsFrame slug={orgSlug} role={actor.role ?? "viewer"} active="sessions">
      <HydrationBoundary state={stateOf(queryClient, [sessions.queryKey])}>
        <SessionsPanel />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
