import { beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "@/server/audit";
import { execute, type Fixture, InvalidError } from "@/server/kernel";
import { createTeam, deleteTeam, updateOrganization } from "@/server/tenancy";
import { actorOf, createFixture } from "../../support/fixture";
import { addMember } from "./people";

let fixture: Fixture;
beforeEach(async () => {
  fixture = await createFixture();
});
const list = async (input: Parameters<typeof execute<typeof listAudit.input, typeof listAudit.output>>[1]) =>
  (await execute(listAudit, input, { actor: actorOf(fixture) })).items;

describe("the audit log", () => {
  it("says who decided what, under the verb's name, and keeps the name they had then", async () => {
    const team = await execute(
      createTeam,
      { name: "Payments" },
      { actor: actorOf(fixture), requestId: "request-1" },
    );
    const [entry] = await list({ action: "tenancy.createTeam" });
    expect(entry).toMatchObject({
      actorKind: "user",
      actorId: fixture.user.id,
      actorName: "Ann",
      targetKind: "team",
      targetId: team.id,
      targetLabel: "Payments",
      requestId: "request-1",
    });
  });

  it("is narrowed by action, room, actor, target and time", async () => {
    const olga = await addMember(fixture, "Olga", "admin");
    const team = await execute(createTeam, { name: "Payments" }, { actor: actorOf(fixture) });
    await execute(updateOrganization, { name: "New" }, { actor: olga });
    await execute(deleteTeam, { id: team.id }, { actor: olga });
    const actions = async (input: Parameters<typeof list>[0]) =>
      (await list(input)).map(({ action }) => action);
    expect(await actions({ action: "tenancy." })).toHaveLength(3);
    expect(await actions({ action: "tenancy" })).toEqual([]);
    expect(await actions({ actorId: olga.userId })).toEqual([
      "tenancy.deleteTeam",
      "tenancy.updateOrganization",
    ]);
    expect(await actions({ targetKind: "team", targetId: team.id })).toEqual([
      "tenancy.deleteTeam",
      "tenancy.createTeam",
    ]);
    expect(await actions({ since: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  it("is read page by page, newest first", async () => {
    for (let n = 0; n < 5; n++) {
      await execute(createTeam, { name: `T${n}` }, { actor: actorOf(fixture) });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const labels: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await execute(
        listAudit,
        { action: "tenancy.createTeam", limit: 2, cursor },
        { actor: actorOf(fixture) },
      );
      labels.push(...page.items.map(({ targetLabel }) => targetLabel));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(labels).toEqual(["T4", "T3", "T2", "T1", "T0"]);
    await expect(list({ cursor: "forged" })).rejects.toBeInstanceOf(InvalidError);
  });
});
