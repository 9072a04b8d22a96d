"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { notifyUndo } from "@/components/ui/toast";
import { type Role, roles } from "@/server/kernel/permissions";
import type { Member } from "@/server/tenancy/schema";
import { InvitationsList } from "./invitations-list";
import { firstPage, nextPage } from "./lists";
import { may, roleHints, roleLabels } from "./may";
import { PersonRow } from "./person-row";
import { RoleSelect } from "./role-select";
import { useChange } from "./use-change";

type You = { userId: string; role: Role };

export function MembersPanel({ you }: { you: You }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.tenancy.listMembers.infiniteQueryOptions(firstPage, nextPage));
  const members = list.data?.pages.flatMap((page) => page.items) ?? [];
  const owners = members.filter((member) => member.role === "owner").length;
  const ownersKnown = list.data !== undefined && !list.hasNextPage;

  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="space-y-8">
        <Section title="Members" count={list.data && !list.hasNextPage ? members.length : undefined}>
          {list.isPending ? <SkeletonRows rows={4} /> : null}
          {list.isError ? (
            <ErrorState
              title="The members could not be read."
              description={errorMessage(list.error)}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : null}
          <ul aria-label="Members" className="divide-y divide-line border-line border-y empty:hidden">
            {members.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                you={you}
                isLastOwner={ownersKnown && member.role === "owner" && owners === 1}
              />
            ))}
          </ul>
          {list.hasNextPage ? (
            <LoadMore
              onLoad={() => void list.fetchNextPage()}
              loading={list.isFetchingNextPage}
              shown={`${members.length} shown`}
            />
          ) : null}
        </Section>
        <InvitationsList role={you.role} />
      </div>
      <Section title="What each role may do" className="xl:order-none">
        <dl className="space-y-2 text-table">
          {roles.map((role) => (
            <div key={role}>
              <dt className="font-medium">{roleLabels[role]}</dt>
              <dd className="text-secondary">{roleHints[role]}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}

type MemberRowProps = { member: Member; you: You; isLastOwner: boolean };

function MemberRow({ member, you, isLastOwner }: MemberRowProps) {
  const { client, change, attempt } = useChange("tenancy");
  const isYou = member.userId === you.userId;
  const mayChange =
    may(you.role, "members:write") && !isLastOwner && (member.role !== "owner" || you.role === "owner");

  const setRole = (role: Role) =>
    attempt(() => client.tenancy.updateMember.mutate({ userId: member.userId, role }));

  return (
    <PersonRow
      name={member.name}
      email={member.email}
      isYou={isYou}
      meta={
        <>
          joined <RelativeTime at={member.createdAt} />
        </>
      }
    >
      {mayChange ? (
        <>
          <RoleSelect
            label={`Role of ${member.name}`}
            value={member.role}
            mayMakeOwners={you.role === "owner"}
            onChange={async (role) => {
              const before = member.role;
              if (await setRole(role))
                void notifyUndo(`${member.name} is ${roleLabels[role].toLowerCase()} now.`, () =>
                  setRole(before),
                );
            }}
          />
          <ConfirmDialog
            trigger={
              <IconButton label={isYou ? "Leave the organization" : `Remove ${member.name}`}>
                <UserMinus />
              </IconButton>
            }
            title={
              isYou ? (
                "Leave this organization?"
              ) : (
                <>
                  Remove <bdi>{member.name}</bdi>?
                </>
              )
            }
            description={
              isYou
                ? "You lose access at once. Somebody else has to invite you back."
                : "They lose access at once and leave its teams. What they did stays. A new invitation brings them back."
            }
            confirm={isYou ? "Leave" : "Remove member"}
            cancel={isYou ? "Stay" : "Keep member"}
            onConfirm={async () => {
              await change(() => client.tenancy.removeMember.mutate({ userId: member.userId }));
              if (isYou) window.location.assign("/");
            }}
          />
        </>
      ) : (
        <span
          className="px-1 text-secondary text-table"
          title={
            isLastOwner && may(you.role, "members:write")
              ? "The last owner. Make somebody else an owner first."
              : undefined
          }
        >
          {roleLabels[member.role]}
        </span>
      )}
    </PersonRow>
  );
}
