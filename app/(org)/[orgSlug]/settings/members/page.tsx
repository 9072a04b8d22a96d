import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InviteDialog } from "@/components/settings/invite-dialog";
import { firstPage, nextPage } from "@/components/settings/lists";
import { may } from "@/components/settings/may";
import { MembersPanel } from "@/components/settings/members-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const role = actor.role ?? "viewer";
  const members = trpc.tenancy.listMembers.infiniteQueryOptions(firstPage, nextPage);
  const invitations = trpc.tenancy.listInvitations.infiniteQueryOptions(firstPage, nextPage);
  await Promise.all([
    queryClient.prefetchInfiniteQuery({ ...members, retry: false }),
    queryClient.prefetchInfiniteQuery({ ...invitations, retry: false }),
  ]);
  return (
    <SettingsFrame
      slug={orgSlug}
      role={role}
      active="members"
      action={may(role, "members:write") ? <InviteDialog role={role} /> : undefined}
    >
      <HydrationBoundary state={stateOf(queryClient, [members.queryKey, invitations.queryKey])}>
        <MembersPanel you={{ userId: actor.userId, role }} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
