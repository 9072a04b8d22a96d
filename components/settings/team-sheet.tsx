"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserMinus, UserPlus } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { Picker } from "@/components/ui/picker";
import { Section } from "@/components/ui/section";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonRows } from "@/components/ui/skeleton";
import { notify, notifyUndo } from "@/components/ui/toast";
import type { Role } from "@/server/kernel/permissions";
import type { Team, TeamMember } from "@/server/tenancy/schema";
import { firstPage, nextPage } from "./lists";
import { roleLabels } from "./may";
import { PersonRow } from "./person-row";
import { RoleSelect } from "./role-select";
import { saidBy, useChange } from "./use-change";

export type TeamSheetProps = { team: Team; editable: boolean; onClose: () => void };

export function TeamSheet({ team, editable, onClose }: TeamSheetProps) {
  const { client, change } = useChange("tenancy");
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={<bdi>{team.name}</bdi>}
      size="lg"
    >
      <div className="space-y-8">
        {editable ? <Rename team={team} /> : null}
        <TeamPeople team={team} editable={editable} />
        {editable ? (
          <ConfirmDialog
            trigger={<Button>Delete team…</Button>}
            title={
              <>
                Delete the team “<bdi>{team.name}</bdi>”?
              </>
            }
            description="Its memberships and its saved views go with it. Its people stay in the organization."
            confirm="Delete team"
            onConfirm={async () => {
              await change(() => client.tenancy.deleteTeam.mutate({ id: team.id }));
              onClose();
            }}
          />
        ) : null}
      </div>
    </Sheet>
  );
}

function Rename({ team }: { team: Team }) {
  const { client, change } = useChange("tenancy");
  const [name, setName] = useState(team.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isChanged = name.trim() !== "" && name.trim() !== team.name;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || busy) return;
    setBusy(true);
    setError(null);
    try {
      await change(() => client.tenancy.updateTeam.mutate({ id: team.id, name: name.trim() }));
      void notify("The team is renamed.");
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save} className="space-y-1.5">
      <div className="flex items-end gap-2">
        <Field label="Name" error={error} className="min-w-0 flex-1">
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button type="submit" disabled={!isChanged} loading={busy}>
          Rename
        </Button>
      </div>
      <p className="text-meta text-secondary">
        Labels of alerts keep naming it <span className="font-mono">{team.slug}</span>.
      </p>
    </form>
  );
}

function TeamPeople({ team, editable }: { team: Team; editable: boolean }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.tenancy.listTeamMembers.infiniteQueryOptions({ ...firstPage, id: team.id }, nextPage),
  );
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title="People"
      count={list.data && !list.hasNextPage ? people.length : undefined}
      description="A role here raises what a person may do with this team's own things. It never lowers their role in the organization."
      action={editable ? <AddPerson team={team} taken={people.map(({ userId }) => userId)} /> : undefined}
    >
      {list.isPending ? <SkeletonRows rows={3} /> : null}
      {list.isSuccess && people.length === 0 ? (
        <p className="py-4 text-secondary text-table">Nobody is in this team yet.</p>
      ) : null}
      <ul aria-label={`People of ${team.name}`} className="divide-y divide-line">
        {people.map((person) => (
          <TeamMemberRow key={person.userId} team={team} person={person} editable={editable} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <LoadMore onLoad={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} />
      ) : null}
    </Section>
  );
}

type TeamMemberRowProps = { team: Team; person: TeamMember; editable: boolean };

function TeamMemberRow({ team, person, editable }: TeamMemberRowProps) {
  const { client, attempt } = useChange("tenancy");
  const put = (role: Role) =>
    attempt(() => client.tenancy.setTeamMember.mutate({ id: team.id, userId: person.userId, role }));
  const takeOut = async () => {
    const removed = await attempt(() =>
      client.tenancy.removeTeamMember.mutate({ id: team.id, userId: person.userId }),
    );
    if (removed) void notifyUndo(`${person.name} is out of ${team.name}.`, () => put(removed.role));
  };
  return (
    <PersonRow name={person.name} email={person.email}>
      {editable ? (
        <>
          <RoleSelect
            label={`Role of ${person.name} in ${team.name}`}
            value={person.role}
            mayMakeOwners={person.role === "owner"}
            onChange={put}
          />
          <IconButton label={`Take ${person.name} out of the team`} onClick={() => void takeOut()}>
            <UserMinus />
          </IconButton>
        </>
      ) : (
        <span className="px-1 text-secondary text-table">{roleLabels[person.role]}</span>
      )}
    </PersonRow>
  );
}

function AddPerson({ team, taken }: { team: Team; taken: readonly string[] }) {
  const trpc = useTRPC();
  const { client, attempt } = useChange("tenancy");
  const [open, setOpen] = useState(false);
  const list = useInfiniteQuery({
    ...trpc.tenancy.listMembers.infiniteQueryOptions(firstPage, nextPage),
    enabled: open,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  // What is found by typing has to be here as a whole.
  useEffect(() => {
    if (open && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [open, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const options = (list.data?.pages.flatMap((page) => page.items) ?? [])
    .filter(({ userId }) => !taken.includes(userId))
    .map(({ userId, name, email }) => ({ value: userId, label: name, detail: email }));
  return (
    <Picker
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<UserPlus />}>
          Add
        </Button>
      }
      label="Add a member"
      options={options}
      loading={list.isPending || isFetchingNextPage}
      empty="Everybody who matches is in the team already. Invite others under Members first."
      onPick={(userId) => void attempt(() => client.tenancy.setTeamMember.mutate({ id: team.id, userId }))}
    />
  );
}
