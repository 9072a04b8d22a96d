"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Plus } from "lucide-react";
import { useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Mark } from "@/components/ui/mark";
import { notifyError, notifyUndo } from "@/components/ui/toast";
import type { SavedView } from "@/server/tenancy/schema";
import { SaveViewDialog } from "./save-view-dialog";

export type SavedViewsMenuProps = {
  /** The page whose filters are kept. */
  room: string;
  /** The filters of the moment, as a query string. */
  query: string;
  /** There is no room for its word. */
  narrow: boolean;
  maySave: boolean;
  onOpen: (query: string) => void;
};

/** Filters under a name, one's own and those of one's teams. */
export function SavedViewsMenu({ room, query, narrow, maySave, onOpen }: SavedViewsMenuProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const listing = trpc.tenancy.listSavedViews.queryOptions({ room, limit: 100 });
  const views = useQuery({ ...listing, enabled: open });
  const teams = useQuery({ ...trpc.tenancy.listTeams.queryOptions({ limit: 200 }), enabled: open });
  const again = () => queries.invalidateQueries({ queryKey: trpc.tenancy.listSavedViews.pathKey() });
  const save = useMutation(trpc.tenancy.saveView.mutationOptions({ onSettled: again }));
  const remove = useMutation(
    trpc.tenancy.deleteView.mutationOptions({
      onSettled: again,
      onError: (error) => void notifyError(errorMessage(error)),
      onSuccess: ({ name, query: kept, teamId }) =>
        void notifyUndo(`Deleted the view “${name}”.`, () =>
          save.mutate({ room, name, query: kept, teamId }),
        ),
    }),
  );
  const items = views.data?.items ?? [];
  const current = items.find((view) => view.query === query);
  const teamName = (id: string) => teams.data?.items.find((team) => team.id === id)?.name ?? "Team";
  const teamIds = [...new Set(items.flatMap((view) => view.teamId ?? []))];
  const own = items.filter((view) => view.teamId === null);

  return (
    <>
      <DropdownMenu open={open} onOpenChange={setOpen}>
        <DropdownMenuTrigger>
          <Button icon={<Bookmark />}>
            <span className={narrow ? "sr-only" : "max-w-32 truncate max-md:sr-only"}>
              {current ? current.name : "Views"}
            </span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {own.length > 0 ? <DropdownMenuLabel>Yours</DropdownMenuLabel> : null}
          <Views views={own} query={query} onOpen={onOpen} />
          {teamIds.map((id) => (
            <div key={id}>
              <DropdownMenuLabel>
                <bdi>{teamName(id)}</bdi>
              </DropdownMenuLabel>
              <Views views={items.filter((view) => view.teamId === id)} query={query} onOpen={onOpen} />
            </div>
          ))}
          {items.length === 0 ? (
            <p className="max-w-56 px-2 py-2 text-secondary text-table">
              {views.isPending
                ? "Loading…"
                : views.isError
                  ? "The views could not be read. Open this again."
                  : "A saved view is these filters under a name, for you or a team."}
            </p>
          ) : null}
          {maySave ? (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem icon={<Plus />} onSelect={() => setSaving(true)}>
                Save these filters…
              </DropdownMenuItem>
              {current ? (
                <DropdownMenuItem danger onSelect={() => remove.mutate({ id: current.id })}>
                  Delete “{current.name}”
                </DropdownMenuItem>
              ) : null}
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {saving ? (
        <SaveViewDialog
          teams={teams.data?.items ?? []}
          onClose={() => setSaving(false)}
          onSave={(name, teamId) => save.mutateAsync({ room, name, query, teamId })}
        />
      ) : null}
    </>
  );
}

function Views({
  views,
  query,
  onOpen,
}: {
  views: readonly SavedView[];
  query: string;
  onOpen: (query: string) => void;
}) {
  return views.map((view) => (
    <DropdownMenuItem
      key={view.id}
      icon={view.query === query ? <Mark shape="check" /> : <span className="size-4 shrink-0" />}
      onSelect={() => onOpen(view.query)}
    >
      <bdi>{view.name}</bdi>
      {view.query === query ? <span className="sr-only">, open</span> : null}
    </DropdownMenuItem>
  ));
}
