"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTRPC } from "@/components/api/trpc";
import { Chip } from "@/components/ui/chip";
import { Select } from "@/components/ui/select";
import { actionInWords, auditRooms } from "./audit-words";
import { type AuditFilters, firstPage, nextPage } from "./lists";

export type AuditFiltersBarProps = {
  filters: AuditFilters;
  /** Who the log knows by the id in the filter: a key, or somebody who has left. */
  actorName?: string;
  targetLabel?: string;
  onChange: (change: Partial<AuditFilters>) => void;
};

export function AuditFiltersBar({ filters, actorName, targetLabel, onChange }: AuditFiltersBarProps) {
  const trpc = useTRPC();
  const members = useInfiniteQuery(trpc.tenancy.listMembers.infiniteQueryOptions(firstPage, nextPage));
  const people = (members.data?.pages.flatMap((page) => page.items) ?? []).map(({ userId, name }) => ({
    value: userId,
    label: name,
  }));
  const { action, actor, kind, target } = filters;
  const rooms: readonly { value: string; label: string }[] = auditRooms;
  const actions = [
    { value: "", label: "Every action" },
    ...rooms,
    ...(action && !rooms.some(({ value }) => value === action)
      ? [{ value: action, label: actionInWords(action) }]
      : []),
  ];
  const actors = [
    { value: "", label: "Everybody" },
    ...people,
    ...(actor && !people.some(({ value }) => value === actor)
      ? [{ value: actor, label: actorName ?? "Somebody else" }]
      : []),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Action"
        className="min-w-0 flex-1 basis-40 md:max-w-60 md:flex-none"
        value={action ?? ""}
        options={actions}
        onChange={(event) => onChange({ action: event.target.value || null })}
      />
      <Select
        aria-label="Actor"
        className="min-w-0 flex-1 basis-40 md:max-w-60 md:flex-none"
        value={actor ?? ""}
        options={actors}
        onChange={(event) => onChange({ actor: event.target.value || null })}
      />
      {kind || target ? (
        <Chip
          pressed
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={() => onChange({ kind: null, target: null })}
        >
          <span className="sr-only">Stop showing only </span>
          <bdi className="max-w-60 truncate">
            {kind} {targetLabel ?? target ?? ""}
          </bdi>
        </Chip>
      ) : null}
    </div>
  );
}
