import { beforeAll, describe, expect, it, vi } from "vitest";
import { allVerbs, verbTables } from "@/server/api/verbs";
import {
  type Fixture,
  ForbiddenError,
  getDatabase,
  NotFoundError,
  permissions,
  UnauthorizedError,
  type Verb,
} from "@/server/kernel";
import { actorOf, createFixture } from "../../support/fixture";

let tenantTables: string[] = [];
const pool = () => getDatabase().pool;

beforeAll(async () => {
  // Whether strangers may found an organization is another test's matter.
  vi.stubEnv("SIGNUP", "open");
  const { rows } = await pool().query(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id' order by 1",
  );
  tenantTables = rows.map((row) => String(row.name));
});

/** A fingerprint of everything an organization owns, read as the database's owner. */
async function snapshot(fixture: Fixture): Promise<Record<string, string>> {
  const parts = [
    ...tenantTables.map(
      (name) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t where organization_id = '${fixture.organization.id}'`,
    ),
    `select 'organizations', md5(t::text) from organizations t where id = '${fixture.organization.id}'`,
  ];
  const { rows } = await pool().query(parts.join(" union all "));
  return Object.fromEntries(rows.map((row) => [String(row.name), String(row.sum)]));
}

/** Every id that belongs to a fixture alone. */
const idsOf = (fixture: Fixture): string[] =>
  Object.values(fixture).flatMap((noun) => (typeof noun === "string" ? [noun] : [noun.id]));
const mentions = (value: unknown, ids: string[]): string | undefined => {
  const text = JSON.stringify(value) ?? "";
  return ids.find((id) => text.includes(id));
};

it("finds each verb under its own name, once", () => {
  const names = Object.entries(verbTables).flatMap(([room, table]) =>
    Object.keys(table).map((key) => `${room}.${key}`),
  );
  expect(allVerbs.map((verb) => verb.name)).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
});

it("gives each REST route to one verb", () => {
  const routes = allVerbs.flatMap((verb) =>
    verb.rest ? [`${verb.rest.method} ${verb.rest.path.replace(/\{\w+\}/g, "{}")}`] : [],
  );
  expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
});

const inOrganizations = allVerbs.filter((verb) => verb.scope === "organization");

describe.each(inOrganizations.map((verb) => [verb.name, verb] as const))("%s", (_, verb: Verb) => {
  it("works on what is one's own", async () => {
    const own = await createFixture("Own");
    await verb.run({ actor: actorOf(own) }, verb.example(own));
  });

  it("neither finds nor touches what is another's", async () => {
    const [own, foreign] = await Promise.all([createFixture("Own"), createFixture("Foreign")]);
    const ids = idsOf(foreign);
    const input = verb.example(foreign);
    const before = await snapshot(foreign);
    const outcome = verb.run({ actor: actorOf(own) }, input);
    if (mentions(input, ids)) await expect(outcome).rejects.toBeInstanceOf(NotFoundError);
    else expect(mentions(await outcome, ids)).toBeUndefined();
    expect(await snapshot(foreign)).toEqual(before);
  });

  it("refuses strangers, and viewers where it is no read", async () => {
    const own = await createFixture("Own");
    await expect(verb.run({ actor: { kind: "anonymous" } }, verb.example(own))).rejects.toBeInstanceOf(
      UnauthorizedError,
    );
    if (verb.can.endsWith(":read") && permissions[verb.can as keyof typeof permissions] === "viewer") return;
    await expect(verb.run({ actor: actorOf(own, "viewer") }, verb.example(own))).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });

  it("keeps to the scopes of a key", async () => {
    const own = await createFixture("Own");
    const key = {
      kind: "key",
      keyId: own.apiKey.id,
      name: "CI",
      organizationId: own.organization.id,
      scopes: [],
    } as const;
    await expect(verb.run({ actor: { ...key, scopes: [] } }, verb.example(own))).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });
});

const others = allVerbs.filter((verb) => verb.scope === "user");

describe.each(others.map((verb) => [verb.name, verb] as const))("%s", (_, verb: Verb) => {
  it("refuses who is not signed in", async () => {
    const own = await createFixture("Own");
    await expect(verb.run({ actor: { kind: "anonymous" } }, verb.example(own))).rejects.toBeInstanceOf(
      UnauthorizedError,
    );
  });

  it("neither finds nor touches what is another's", async () => {
    const [own, foreign] = await Promise.all([createFixture("Own"), createFixture("Foreign")]);
    const ids = idsOf(foreign);
    const input = verb.example(foreign);
    const before = await snapshot(foreign);
    const outcome = verb.run({ actor: { ...actorOf(own), organizationId: null, role: null } }, input);
    if (mentions(input, ids)) await expect(outcome).rejects.toBeInstanceOf(NotFoundError);
    else expect(mentions(await outcome, ids)).toBeUndefined();
    expect(await snapshot(foreign)).toEqual(before);
  });
});
