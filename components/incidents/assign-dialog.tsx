"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { menuItemClass } from "@/components/ui/dropdown-menu";
import { Mark } from "@/components/ui/mark";
import { type DialogOf, useIncidentActions } from "./incident-context";

export function AssignDialog({ incident, open, onOpenChange }: DialogOf) {
  const { assign, viewer } = useIncidentActions();
  const trpc = useTRPC();
  const members = useQuery({ ...trpc.tenancy.listMembers.queryOptions({ limit: 200 }), enabled: open });
  const people = [...(members.data?.items ?? [])].sort(
    (a, b) => Number(b.userId === viewer.userId) - Number(a.userId === viewer.userId),
  );

  function choose(to: { userId: string; name: string } | null) {
    onOpenChange(false);
    if ((to?.userId ?? null) !== incident.assignedTo) void assign(incident, to);
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Assign ${incident.reference}`} size="sm">
      <Command label="Members" loop className="-mx-4 -my-3">
        <Command.Input
          autoFocus
          placeholder="Name or e-mail…"
          className="h-10 w-full border-line border-y bg-transparent px-4 text-base outline-none touch:h-12"
        />
        <Command.List className="max-h-[50dvh] overflow-y-auto p-2">
          <Command.Empty className="px-2 py-4 text-center text-secondary text-table">
            {members.isPending
              ? "Reading the members…"
              : members.error
                ? errorMessage(members.error)
                : "Nobody of that name is a member."}
          </Command.Empty>
          {people.map((person) => (
            <Command.Item
              key={person.userId}
              value={person.userId}
              keywords={[person.name, person.email]}
              onSelect={() => choose(person)}
              className={itemClass}
            >
              <Avatar name={person.name} size="sm" decorative />
              <bdi className="min-w-0 flex-1 truncate">
                {person.name}
                {person.userId === viewer.userId ? " (you)" : ""}
              </bdi>
              {person.userId === incident.assignedTo ? (
                <span className="text-meta text-secondary">has it</span>
              ) : null}
            </Command.Item>
          ))}
          {incident.assignedTo ? (
            <Command.Item
              value="nobody"
              keywords={["nobody", "unassign"]}
              onSelect={() => choose(null)}
              className={itemClass}
            >
              <span className="grid size-5 place-items-center">
                <Mark shape="dash" className="text-muted" />
              </span>
              Nobody
            </Command.Item>
          ) : null}
        </Command.List>
      </Command>
    </Dialog>
  );
}

const itemClass = cn(menuItemClass, "data-[selected=true]:bg-hover");
