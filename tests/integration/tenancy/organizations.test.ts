import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import {
  ConflictError,
  execute,
  type Fixture,
  ForbiddenError,
  getDatabase,
  InvalidError,
  inOrganization,
  NotFoundError,
  setDatabase,
} from "@/server/kernel";
import {
  createOrganization,
  deleteOrganization,
  ensureDemoOrganization,
  getOrganization,
  getOrganizationSettings,
  listMyOrganizations,
  updateOrganization,
} from "@/server/tenancy";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { actorOf, createFixture } from "../../support/fixture";
import { addMember, addStranger } from "./people";

const create = (name: string, actor: Awaited<ReturnType<typeof addStranger>>) =>
  execute(createOrganization, { name }, { actor });

describe("who may create an organization", () => {
  let database: TestDatabase;
  // A database of its own, because the first organization of a database is first only once.
  beforeEach(async () => {
    database = await createTestDatabase();
    setDatabase({ pool: createPool(database.url), driver: getDatabase().driver });
    return async () => {
      await getDatabase().pool.end();
      setDatabase(undefined);
      delete process.env.SIGNUP;
      await database.drop();
    };
  });

  it("first: whoever comes while there is none but the demo's", async () => {
    await ensureDemoOrganization();
    const ann = await addStranger("Ann");
    expect((await execute(listMyOrganizations, {}, { actor: ann })).mayCreate).toBe(true);
    const made = await create("Acme", ann);
    expect(made).toMatchObject({ slug: "acme", isDemo: false, settings: { quietMinutes: 5 } });
    expect((await execute(listMyOrganizations, {}, { actor: ann })).items).toMatchObject([
      { id: made.id, role: "owner" },
    ]);
    await expect(create("Second", ann)).rejects.toBeInstanceOf(ForbiddenError);
  });

  it("first: of five who come at the same moment, one", async () => {
    const people = await Promise.all(["A", "B", "C", "D", "E"].map((name) => addStranger(name)));
    const outcomes = await Promise.allSettled(people.map((person) => create(`Of ${person.name}`, person)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("invite: nobody", async () => {
    process.env.SIGNUP = "invite";
    await expect(create("Acme", await addStranger("Ann"))).rejects.toBeInstanceOf(ForbiddenError);
  });

  it("open: everybody, with an address of their own, though the names are one", async () => {
    process.env.SIGNUP = "open";
    const ann = await addStranger("Ann");
    const made = await Promise.all(Array.from({ length: 4 }, () => create("Acme", ann)));
    expect(made.map(({ slug }) => slug).sort()).toEqual(["acme", "acme-2", "acme-3", "acme-4"]);
    expect((await create("API", ann)).slug).toBe("api-2");
  });

  it("never the demo's person, whom everybody at this machine can be", async () => {
    process.env.SIGNUP = "open";
    const { userId } = await ensureDemoOrganization();
    const demo = { ...(await addStranger("X")), userId, email: "Demo@aiops.invalid" };
    await expect(create("Acme", demo)).rejects.toBeInstanceOf(ForbiddenError);
  });

  it("the demo is made once, however often it is asked for", async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => ensureDemoOrganization()));
    expect(new Set(made.map(({ organizationId }) => organizationId)).size).toBe(1);
    expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
  });
});

describe("an organization", () => {
  let fixture: Fixture;
  beforeAll(() => setDatabase(undefined));
  beforeEach(async () => {
    fixture = await createFixture();
  });
  afterAll(() => setDatabase(undefined));
  const ann = () => ({ actor: actorOf(fixture, "owner") });

  it("has defaults, and keeps what a change leaves out", async () => {
    await execute(updateOrganization, { settings: { quietMinutes: 0 } }, ann());
    await execute(updateOrganization, { name: "Acme Ltd", settings: { reopenMinutes: 60 } }, ann());
    const { name, settings } = await execute(getOrganization, {}, ann());
    expect({ name, settings }).toEqual({
      name: "Acme Ltd",
      settings: { quietMinutes: 0, reopenMinutes: 60, correlationWindowMinutes: 5 },
    });
    expect(await inOrganization(fixture.organization.id, getOrganizationSettings)).toEqual(settings);
  });

  it("loses no setting to two who change two at the same moment", async () => {
    await Promise.all([
      execute(updateOrganization, { settings: { quietMinutes: 7 } }, ann()),
      execute(updateOrganization, { settings: { reopenMinutes: 70 } }, ann()),
      execute(updateOrganization, { settings: { correlationWindowMinutes: 17 } }, ann()),
    ]);
    expect((await execute(getOrganization, {}, ann())).settings).toEqual({
      quietMinutes: 7,
      reopenMinutes: 70,
      correlationWindowMinutes: 17,
    });
  });

  it("refuses settings out of range or unknown", async () => {
    for (const settings of [{ quietMinutes: -1 }, { reopenMinutes: 1.5 }, { coffee: true }])
      await expect(updateOrganization.run(ann(), { settings })).rejects.toBeInstanceOf(InvalidError);
  });

  it("is deleted by an owner who types its name, with every row that carries its id, and no other", async () => {
    const other = await createFixture();
    const { id } = fixture.organization;
    const carl = await addMember(fixture, "Carl", "admin");
    const remove = (input: { id: string; confirmName: string }, actor = ann().actor) =>
      execute(deleteOrganization, input, { actor });
    await expect(remove({ id, confirmName: "acme" })).rejects.toBeInstanceOf(InvalidError);
    await expect(remove({ id: other.organization.id, confirmName: "Acme" })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(remove({ id, confirmName: "Acme" }, carl)).rejects.toBeInstanceOf(ForbiddenError);
    // An owner until a moment ago.
    await expect(remove({ id, confirmName: "Acme" }, { ...carl, role: "owner" })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
    await remove({ id, confirmName: "Acme" });
    const { rows } = await getDatabase().pool.query(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'`,
    );
    for (const { name } of rows) {
      const counts = await getDatabase().pool.query(
        `select count(*) filter (where organization_id = $1)::int as gone, count(*) filter (where organization_id = $2)::int as kept from ${name}`,
        [id, other.organization.id],
      );
      expect(counts.rows[0]?.gone, String(name)).toBe(0);
      if (["alerts", "alert_labels", "incidents", "teams"].includes(String(name)))
        expect(counts.rows[0]?.kept, String(name)).toBeGreaterThan(0);
    }
    await expect(remove({ id, confirmName: "Acme" })).rejects.toBeInstanceOf(NotFoundError);
    expect(
      (
        await execute(
          listMyOrganizations,
          {},
          { actor: { ...ann().actor, organizationId: null, role: null } },
        )
      ).items,
    ).toEqual([]);
  });

  it("cannot be deleted twice at the same moment", async () => {
    const input = { id: fixture.organization.id, confirmName: "Acme" };
    const outcomes = await Promise.allSettled([1, 2].map(() => execute(deleteOrganization, input, ann())));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).not.toBeInstanceOf(ConflictError);
  });
});
