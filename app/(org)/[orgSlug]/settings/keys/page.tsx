import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { KeysPanel } from "@/components/settings/keys-panel";
import { firstPage, nextPage } from "@/components/settings/lists";
import { may } from "@/components/settings/may";
import { NewKeyDialog } from "@/components/settings/new-key-dialog";
import { NotForRole } from "@/components/settings/not-for-role";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Keys" };

export default async function KeysPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const role = actor.role ?? "viewer";
  if (!may(role, "keys:read"))
    return (
      <SettingsFrame slug={orgSlug} role={role} active="keys">
        <NotForRole what="Keys" role={role} least="admin" />
      </SettingsFrame>
    );
  const lists = (["api", "ingest"] as const).map((kind) =>
    trpc.apiKeys.listKeys.infiniteQueryOptions({ ...firstPage, kind }, nextPage),
  );
  await Promise.all(lists.map((list) => queryClient.prefetchInfiniteQuery({ ...list, retry: false })));
  return (
    <SettingsFrame
      slug={orgSlug}
      role={role}
      active="keys"
      action={may(role, "keys:write") ? <NewKeyDialog role={role} /> : undefined}
    >
      <HydrationBoundary
        state={stateOf(
          queryClient,
          lists.map(({ queryKey }) => queryKey),
        )}
      >
        <KeysPanel slug={orgSlug} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
