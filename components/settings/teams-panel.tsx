"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { plural } from "@/components/ui/format";
import { LoadMore } from "@/components/ui/load-more";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Role } from "@/server/kernel/permissions";
import { firstPage, nextPage } from "./lists";
import { may } from "./may";
import { TeamSheet } from "./team-sheet";

/** Teams, and the one that the address names in a panel beside them. */
export function TeamsPanel({ role }: { role: Role }) {
  const trpc = useTRPC();
  const [openId, setOpenId] = useQueryState("team", parseAsString.withOptions({ history: "push" }));
  const list = useInfiniteQuery(trpc.tenancy.listTeams.infiniteQueryOptions(firstPage, nextPage));
  const teams = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = teams.find(({ id }) => id === openId);
  const mayWrite = may(role, "teams:write");

  if (list.isPending) return <SkeletonRows rows={3} />;
  if (list.isError)
    return (
      <ErrorState
        title="The teams could not be read."
        description={errorMessage(list.error)}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    );
  if (teams.length === 0)
    return (
      <EmptyState
        title="A team groups the people who look after the same services."
        description="Alerts that carry a team label go to it, and it can keep saved views of its own."
      />
    );
  return (
    <>
      <Section
        title="Teams"
        count={list.hasNextPage ? undefined : teams.length}
        description="A team is found by its slug in the label “team” of alerts."
      >
        <ul aria-label="Teams" className="divide-y divide-line border-line border-y">
          {teams.map((team) => (
            <li key={team.id} className="lazy-row">
              <button
                type="button"
                onClick={() => void setOpenId(team.id)}
                className="flex min-h-11 w-full items-center gap-3 py-1.5 text-left hover:bg-hover md:px-2"
              >
                <span className="min-w-0 flex-1 md:flex md:items-baseline md:gap-3">
                  <bdi className="block truncate font-medium text-table">{team.name}</bdi>
                  <span className="block truncate font-mono text-meta text-secondary">{team.slug}</span>
                </span>
                <span className="text-meta text-secondary">
                  {team.memberCount === 0 ? "nobody yet" : plural(team.memberCount, "person", "people")}
                </span>
                <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-tertiary" />
              </button>
            </li>
          ))}
        </ul>
        {list.hasNextPage ? (
          <LoadMore
            onLoad={() => void list.fetchNextPage()}
            loading={list.isFetchingNextPage}
            shown={`${teams.length} shown`}
          />
        ) : null}
      </Section>
      {open ? (
        <TeamSheet key={open.id} team={open} editable={mayWrite} onClose={() => void setOpenId(null)} />
      ) : null}
    </>
  );
}
