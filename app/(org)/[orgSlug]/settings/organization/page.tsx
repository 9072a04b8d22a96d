import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OrganizationSettings } from "@/components/settings/organization-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationSettingsPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const role = actor.role ?? "viewer";
  const organization = trpc.tenancy.getOrganization.queryOptions({});
  await queryClient.prefetchQuery({ ...organization, retry: false });
  return (
    <SettingsFrame slug={orgSlug} role={role} active="organization">
      <HydrationBoundary state={stateOf(queryClient, [organization.queryKey])}>
        <OrganizationSettings role={role} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
