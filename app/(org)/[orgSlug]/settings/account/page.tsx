import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { continueWithProvider } from "@/app/(auth)/actions";
import { ProfilePanel } from "@/components/settings/profile-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const profile = trpc.auth.getProfile.queryOptions({});
  await queryClient.prefetchQuery({ ...profile, retry: false });
  return (
    <SettingsFrame slug={orgSlug} role={actor.role ?? "viewer"} active="account">
      <HydrationBoundary state={stateOf(queryClient, [profile.queryKey])}>
        <ProfilePanel linkProvider={continueWithProvider} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
