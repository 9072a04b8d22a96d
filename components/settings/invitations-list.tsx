"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTRPC } from "@/components/api/trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import type { Role } from "@/server/kernel/permissions";
import type { Invitation } from "@/server/tenancy/schema";
import { firstPage, nextPage } from "./lists";
import { may, roleLabels } from "./may";
import { useChange } from "./use-change";

/** Invitations nobody has used yet; those that became a member or were taken back are in the audit log. */
export function InvitationsList({ role }: { role: Role }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.tenancy.listInvitations.infiniteQueryOptions(firstPage, nextPage));
  const open = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ state }) => state === "pending" || state === "expired",
  );
  if (open.length === 0 && !list.hasNextPage) return null;
  return (
    <Section title="Invitations" count={open.filter(({ state }) => state === "pending").length}>
      <ul aria-label="Invitations" className="divide-y divide-line border-line border-y">
        {open.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} role={role} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <LoadMore onLoad={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} />
      ) : null}
    </Section>
  );
}

function InvitationRow({ invitation, role }: { invitation: Invitation; role: Role }) {
  const { client, change } = useChange("tenancy");
  const isPending = invitation.state === "pending";
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-48">
        <bdi className="block truncate font-medium text-table">{invitation.email}</bdi>
        <span className="block truncate text-meta text-secondary">
          as {roleLabels[invitation.role].toLowerCase()}, invited by <bdi>{invitation.invitedBy}</bdi>{" "}
          <RelativeTime at={invitation.createdAt} />
        </span>
      </span>
      <span className="flex items-center gap-2 text-meta text-secondary">
        <StatusMark status={isPending ? "pending" : "expired"} />
        {isPending ? (
          <span>
            ends <RelativeTime at={invitation.expiresAt} />
          </span>
        ) : null}
        {isPending && may(role, "members:write") ? (
          <ConfirmDialog
            trigger={
              <IconButton label={`Revoke the invitation of ${invitation.email}`}>
                <X />
              </IconButton>
            }
            title={
              <>
                Revoke the invitation of <bdi>{invitation.email}</bdi>?
              </>
            }
            description="Its link stops working. You can invite the same address again, with a new link."
            confirm="Revoke invitation"
            onConfirm={() => change(() => client.tenancy.revokeInvitation.mutate({ id: invitation.id }))}
          />
        ) : null}
      </span>
    </li>
  );
}
