import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { AuditPanel } from "@/components/settings/audit-panel";
import { auditInput, firstPage, loadAuditFilters, nextPage } from "@/components/settings/lists";
import { may } from "@/components/settings/may";
import { NotForRole } from "@/components/settings/not-for-role";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getPageApi } from "@/server/api/page";
import { stateOf } from "../../state-of";

export const metadata: Metadata = { title: "Audit log" };

type Props = { params: Promise<{ orgSlug: string }>; searchParams: Promise<SearchParams> };

export default async function AuditLogPage({ params, searchParams }: Props) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const role = actor.role ?? "viewer";
  if (!may(role, "audit:read"))
    return (
      <SettingsFrame slug={orgSlug} role={role} active="audit">
        <NotForRole what="Entries of the audit log" role={role} least="admin" />
      </SettingsFrame>
    );
  const input = auditInput(await loadAuditFilters(searchParams));
  const entries = trpc.audit.listAudit.infiniteQueryOptions(input, nextPage);
  const members = trpc.tenancy.listMembers.infiniteQueryOptions(firstPage, nextPage);
  await Promise.all([
    queryClient.prefetchInfiniteQuery({ ...entries, retry: false }),
    queryClient.prefetchInfiniteQuery({ ...members, retry: false }),
  ]);
  return (
    <SettingsFrame slug={orgSlug} role={role} active="audit">
      <HydrationBoundary state={stateOf(queryClient, [entries.queryKey, members.queryKey])}>
        <AuditPanel slug={orgSlug} />
      </HydrationBoundary>
    </SettingsFrame>
  );
}
