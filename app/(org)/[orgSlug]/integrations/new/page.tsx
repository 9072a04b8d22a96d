import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { may } from "@/components/alerts/may";
import { ConnectForm } from "@/components/integrations/connect-form";
import { getPageApi } from "@/server/api/page";

export const metadata: Metadata = { title: "Connect a tool" };

type Props = { params: Promise<{ orgSlug: string }> };

export default async function ConnectPage({ params }: Props) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  if (!may(actor, "integrations:write")) redirect(`/${orgSlug}/integrations`);
  await queryClient.prefetchQuery({ ...trpc.integrations.listSources.queryOptions({}), retry: false });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ConnectForm slug={orgSlug} />
    </HydrationBoundary>
  );
}
