import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { firstPage, nextPage } from "@/components/settings/lists";
import { may } from "@/components/settings/may";
import { NewTeamDialog } from "@/components/settings/new-team-dialog";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { TeamsPanel } from "@/components/settings/teams-panel";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const role = actor.role ?? "viewer";
  const teams = trpc.tenancy.listTeams.infiniteQueryOptions(firstPage, nextPage);
  await queryClient.prefetchInfiniteQuery({ ...teams, retry: false });
  return (
    <SettingsFrame
      slug={orgSlug}
      role={role}
      active="teams"
      action={may(role, "teams:write") ? <NewTeamDialog /> : undefined}
    >
      <HydrationBoundary state={stateOf(queryClient, [teams.queryKey])}>
        <TeamsPanel role={role} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
