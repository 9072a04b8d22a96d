import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { organizationMembers, savedViews, teamMemberships } from "@/drizzle/schema/tenancy";
import {
  automation,
  ConflictError,
  execute,
  type Fixture,
  ForbiddenError,
  inOrganization,
  NotFoundError,
  type UserActor,
} from "@/server/kernel";
import {
  createTeam,
  deleteTeam,
  deleteView,
  getTeam,
  listMembers,
  listSavedViews,
  listTeamMembers,
  listTeams,
  removeMember,
  removeTeamMember,
  saveView,
  setTeamMember,
  updateMember,
  updateTeam,
} from "@/server/tenancy";
import { actorOf, createFixture } from "../../support/fixture";
import { addMember } from "./people";

let fixture: Fixture;
let ann: UserActor;
beforeEach(async () => {
  fixture = await createFixture();
  ann = actorOf(fixture, "owner");
});
const rolesNow = () =>
  inOrganization(fixture.organization.id, async (tx) =>
    Object.fromEntries(
      (await tx.select().from(organizationMembers)).map(({ userId, role }) => [userId, role]),
    ),
  );
const fulfilled = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === "fulfilled").length;

describe("owners", () => {
  it("the last one neither leaves nor steps down", async () => {
    await expect(execute(removeMember, { userId: ann.userId }, { actor: ann })).rejects.toBeInstanceOf(
      ConflictError,
    );
    await expect(
      execute(updateMember, { userId: ann.userId, role: "admin" }, { actor: ann }),
    ).rejects.toBeInstanceOf(ConflictError);
  });

  it("are not touched by admins, keys or whoever was an owner until a moment ago", async () => {
    const carl = await addMember(fixture, "Carl", "admin");
    const key = {
      kind: "key",
      keyId: fixture.apiKey.id,
      name: "CI",
      organizationId: fixture.organization.id,
    } as const;
    for (const actor of [carl, { ...key, scopes: ["members:write" as const] }]) {
      await expect(
        execute(updateMember, { userId: ann.userId, role: "member" }, { actor }),
      ).rejects.toBeInstanceOf(ForbiddenError);
      await expect(
        execute(updateMember, { userId: fixture.otherUser.id, role: "owner" }, { actor }),
      ).rejects.toBeInstanceOf(ForbiddenError);
    }
    // Carl's session still says owner; the table does not.
    await expect(
      execute(removeMember, { userId: ann.userId }, { actor: { ...carl, role: "owner" } }),
    ).rejects.toBeInstanceOf(ForbiddenError);
  });

  it("cannot all demote each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const own = await createFixture();
      fixture = own;
      const owners = [
        actorOf(own, "owner"),
        await addMember(own, "Olga", "owner"),
        await addMember(own, "Otto", "owner"),
      ];
      await Promise.allSettled(
        owners.flatMap((actor) =>
          owners
            .filter(({ userId }) => userId !== actor.userId)
            .map(({ userId }) => execute(updateMember, { userId, role: "viewer" }, { actor })),
        ),
      );
      expect(Object.values(await rolesNow())).toContain("owner");
    }
  });

  it("cannot both leave at the same moment", async () => {
    const olga = await addMember(fixture, "Olga", "owner");
    const outcomes = await Promise.allSettled([
      execute(removeMember, { userId: ann.userId }, { actor: ann }),
      execute(removeMember, { userId: olga.userId }, { actor: olga }),
    ]);
    expect(fulfilled(outcomes)).toBe(1);
    expect(Object.values(await rolesNow())).toContain("owner");
  });

  it("may be unmade by the operator while another is left", async () => {
    const olga = await addMember(fixture, "Olga", "owner");
    const actor = automation("Operator's shell", fixture.organization.id);
    await execute(updateMember, { userId: olga.userId, role: "viewer" }, { actor });
    expect((await rolesNow())[olga.userId]).toBe("viewer");
  });
});

describe("a member who is removed", () => {
  it("leaves the teams and takes their own views along", async () => {
    const { userId } = { userId: fixture.otherUser.id };
    const bob = { ...ann, userId, role: "member" as const };
    await execute(setTeamMember, { id: fixture.team.id, userId }, { actor: ann });
    await execute(saveView, { room: "alerts", name: "Bob's", query: "a=1" }, { actor: bob });
    await execute(removeMember, { userId }, { actor: ann });
    const left = await inOrganization(fixture.organization.id, async (tx) => [
      await tx.select().from(teamMemberships).where(eq(teamMemberships.userId, userId)),
      await tx.select().from(savedViews).where(eq(savedViews.userId, userId)),
    ]);
    expect(left).toEqual([[], []]);
    await expect(execute(removeMember, { userId }, { actor: ann })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("does not end up in a team they are put into at the same moment", async () => {
    const userId = fixture.otherUser.id;
    await Promise.allSettled([
      execute(setTeamMember, { id: fixture.team.id, userId }, { actor: ann }),
      execute(removeMember, { userId }, { actor: ann }),
    ]);
    const rows = await inOrganization(fixture.organization.id, (tx) =>
      tx.select().from(teamMemberships).where(eq(teamMemberships.userId, userId)),
    );
    expect(rows).toEqual([]);
  });
});

describe("teams", () => {
  it("are made, renamed, peopled and deleted", async () => {
    const team = await execute(createTeam, { name: "Zahlungen & Käufe" }, { actor: ann });
    expect(team).toMatchObject({ slug: "zahlungen-kaufe", memberCount: 0 });
    await execute(setTeamMember, { id: team.id, userId: ann.userId, role: "admin" }, { actor: ann });
    await execute(setTeamMember, { id: team.id, userId: ann.userId, role: "viewer" }, { actor: ann });
    await execute(setTeamMember, { id: team.id, userId: fixture.otherUser.id }, { actor: ann });
    const { items } = await execute(listTeamMembers, { id: team.id }, { actor: ann });
    expect(items.map(({ name, role }) => [name, role])).toEqual([
      ["Ann", "viewer"],
      ["Bob", "member"],
    ]);
    expect(await execute(updateTeam, { id: team.id, name: "Pay" }, { actor: ann })).toMatchObject({
      name: "Pay",
      slug: "zahlungen-kaufe",
      memberCount: 2,
    });
    await execute(removeTeamMember, { id: team.id, userId: ann.userId }, { actor: ann });
    await execute(deleteTeam, { id: team.id }, { actor: ann });
    await expect(execute(getTeam, { id: team.id }, { actor: ann })).rejects.toBeInstanceOf(NotFoundError);
    expect((await execute(listTeams, {}, { actor: ann })).items.map(({ id }) => id)).toEqual([
      fixture.team.id,
    ]);
  });

  it("of one name at the same moment take two slugs", async () => {
    const made = await Promise.all(
      Array.from({ length: 4 }, () => execute(createTeam, { name: "Twins" }, { actor: ann })),
    );
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(4);
  });

  it("take nobody from outside the organization", async () => {
    const foreign = await createFixture("Foreign");
    await expect(
      execute(setTeamMember, { id: fixture.team.id, userId: foreign.user.id }, { actor: ann }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("saved views", () => {
  it("of one name overwrite each other, in any case and at any moment, per owner", async () => {
    const save = (name: string, query: string, teamId?: string) =>
      execute(saveView, { room: "alerts", name, query, teamId }, { actor: ann });
    const ids = await Promise.all(["Fires", "fires", "FIRES"].map((name) => save(name, name)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    const shared = await save("Fires", "t=1", fixture.team.id);
    expect(shared.id).not.toBe(ids[0]?.id);
  });

  it("of a team are seen by its members and by keys; one's own by nobody else", async () => {
    const bob = { ...ann, userId: fixture.otherUser.id, role: "member" as const };
    const shared = await execute(
      saveView,
      { room: "incidents", name: "Ours", query: "a", teamId: fixture.team.id },
      { actor: ann },
    );
    const seenBy = async (actor: Parameters<typeof execute>[2]["actor"]) =>
      (await execute(listSavedViews, {}, { actor })).items.map(({ name }) => name).sort();
    expect(await seenBy(bob)).toEqual([]);
    await expect(execute(deleteView, { id: shared.id }, { actor: bob })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
    await expect(execute(deleteView, { id: fixture.savedView.id }, { actor: bob })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await execute(setTeamMember, { id: fixture.team.id, userId: bob.userId }, { actor: ann });
    expect(await seenBy(bob)).toEqual(["Ours"]);
    const key = {
      kind: "key" as const,
      keyId: fixture.apiKey.id,
      name: "CI",
      organizationId: fixture.organization.id,
      scopes: ["views:read" as const],
    };
    expect(await seenBy(key)).toEqual(["Ours"]);
    await execute(deleteView, { id: shared.id }, { actor: bob });
    expect(await seenBy(bob)).toEqual([]);
  });
});

it("lists members by cursor", async () => {
  for (const name of ["Cid", "Dan", "Eve"]) await addMember(fixture, name, "viewer");
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await execute(listMembers, { limit: 2, cursor }, { actor: ann });
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names.sort()).toEqual(["Ann", "Bob", "Cid", "Dan", "Eve"]);
});
