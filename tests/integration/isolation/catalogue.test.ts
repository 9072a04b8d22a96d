import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import tables from "@/drizzle/system-tables.json";
import { databaseCode, type Fixture, getDatabase, inOrganization, inSystem } from "@/server/kernel";
import { createFixture } from "../../support/fixture";

type Table = {
  name: string;
  tenant: boolean;
  enabled: boolean;
  forced: boolean;
  policies: string[];
  app: boolean;
  system: boolean;
};
let catalogue: Table[] = [];
let own: Fixture;
let foreign: Fixture;

beforeAll(async () => {
  [own, foreign] = await Promise.all([createFixture("Own"), createFixture("Foreign")]);
  const { rows } = await getDatabase().pool.query(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      c.relname = 'organizations' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant,
      coalesce((select array_agg(polname::text) from pg_policy where polrelid = c.oid), '{}') as policies,
      has_table_privilege('aiops_app', c.oid, 'select') as app,
      has_table_privilege('aiops_system', c.oid, 'select') as system
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`);
  catalogue = rows as Table[];
});

const listed = [...tables.system, ...tables.shared, ...tables.appendOnly];
const asApp = <T>(work: (query: (text: string) => Promise<T[]>) => Promise<unknown>) =>
  inOrganization(own.organization.id, (tx) =>
    work(async (text) => (await tx.execute(sql.raw(text))).rows as T[]),
  );
const codeOf = (promise: Promise<unknown>) => promise.then(() => undefined, databaseCode);

describe("every table", () => {
  it("was found", () => {
    expect(catalogue.length).toBeGreaterThan(15);
  });

  it("is a tenant's or on the list, with row security enabled and forced and a policy", () => {
    for (const table of catalogue) {
      expect(
        table.tenant || tables.system.includes(table.name),
        `${table.name} is neither a tenant's nor listed`,
      ).toBe(true);
      expect([table.enabled, table.forced], table.name).toEqual([true, true]);
      expect(table.policies.length, table.name).toBeGreaterThan(0);
      if (table.tenant) expect(table.policies, table.name).toContain("tenant");
    }
  });

  it("is granted to the app only where it is a tenant's, to the system only where it is listed", () => {
    for (const table of catalogue) {
      expect(table.app, `${table.name} for aiops_app`).toBe(table.tenant);
      const system = tables.system.includes(table.name) || tables.shared.includes(table.name);
      expect(table.system, `${table.name} for aiops_system`).toBe(system);
    }
  });

  it("on the list exists", () => {
    const names = catalogue.map((table) => table.name);
    for (const name of listed) expect(names).toContain(name);
  });

  it("of a tenant has an index or key that begins with its organization", async () => {
    const { rows } = await getDatabase().pool.query(`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
      where n.nspname = 'public' and c.relkind = 'r'
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)`);
    expect(rows).toEqual([]);
  });
});

describe("raw SQL as the app's role", () => {
  it("sees no row of another organization in any table", async () => {
    for (const table of catalogue.filter((candidate) => candidate.tenant)) {
      const column = table.name === "organizations" ? "id" : "organization_id";
      const { rows } = await getDatabase().pool.query(
        `select count(*)::int as n from ${table.name} where ${column} = $1`,
        [foreign.organization.id],
      );
      await asApp<{ n: number }>(async (query) => {
        const [seen] = await query(
          `select count(*)::int as n from ${table.name} where ${column} = '${foreign.organization.id}'`,
        );
        expect(seen?.n, table.name).toBe(0);
        const [strangers] = await query(
          `select count(*)::int as n from ${table.name} where ${column} <> '${own.organization.id}'`,
        );
        expect(strangers?.n, table.name).toBe(0);
      });
      // The rows are there for the owner of the database: what hides them is the policy.
      if (["alerts", "incidents", "deliveries", "teams"].includes(table.name))
        expect(rows[0]?.n).toBeGreaterThan(0);
    }
  });

  it("changes and deletes no row of another organization in any table", async () => {
    for (const table of catalogue.filter(
      (candidate) => candidate.tenant && !tables.appendOnly.includes(candidate.name),
    )) {
      const column = table.name === "organizations" ? "id" : "organization_id";
      await asApp(async (query) => {
        expect(
          await query(
            `update ${table.name} set ${column} = ${column} where ${column} = '${foreign.organization.id}' returning 1`,
          ),
        ).toEqual([]);
        expect(
          await query(`delete from ${table.name} where ${column} = '${foreign.organization.id}' returning 1`),
        ).toEqual([]);
      });
    }
  });

  it("cannot write a row for another organization", async () => {
    const insert = `insert into teams (organization_id, id, name, slug, created_at) values ('${foreign.organization.id}', gen_random_uuid(), 'x', 'x', now())`;
    expect(await codeOf(asApp((query) => query(insert)))).toBe("42501");
    const steal = `update teams set organization_id = '${foreign.organization.id}'`;
    expect(await codeOf(asApp((query) => query(steal)))).toBe("42501");
  });

  it("reads and adds to the audit log, and nothing else", async () => {
    await asApp((query) => query("select 1 from audit_log limit 1"));
    expect(await codeOf(asApp((query) => query("update audit_log set action = 'x'")))).toBe("42501");
    expect(await codeOf(asApp((query) => query("delete from audit_log")))).toBe("42501");
    expect(await codeOf(asApp((query) => query("truncate audit_log")))).toBe("42501");
  });

  it("reads no system table", async () => {
    for (const name of tables.system)
      expect(await codeOf(asApp((query) => query(`select 1 from ${name}`))), name).toBe("42501");
  });

  it("sees nothing without an organization, and the setting does not outlive its transaction", async () => {
    const client = await getDatabase().pool.connect();
    try {
      await client.query("begin; select set_config('role','aiops_app',true)");
      const { rows } = await client.query("select count(*)::int as n from incidents");
      expect(rows[0]?.n).toBe(0);
      await client.query("rollback");
      await client.query(
        `begin; select set_config('role','aiops_app',true), set_config('app.organization_id','${own.organization.id}',true)`,
      );
      await client.query("commit");
      const after = await client.query(
        "select current_setting('app.organization_id', true) as id, current_user as who",
      );
      expect(after.rows[0]).toMatchObject({ id: "" });
      expect(after.rows[0]?.who).not.toBe("aiops_app");
    } finally {
      client.release();
    }
  });
});

it("has no role of ours that can pass row security by", async () => {
  const { rows } = await getDatabase().pool.query(
    "select rolname from pg_roles where rolname like 'aiops\\_%' and (rolbypassrls or rolsuper or rolcanlogin)",
  );
  expect(rows).toEqual([]);
});

it("shows the system no alert, no incident and no timeline", async () => {
  for (const name of ["alerts", "alert_labels", "incidents", "incident_alerts", "timeline_entries", "teams"])
    expect(await codeOf(inSystem((tx) => tx.execute(sql.raw(`select 1 from ${name}`)))), name).toBe("42501");
});

it("runs through the driver that was asked for", () => {
  expect(getDatabase().driver).toBe(process.env.AIOPS_TEST_DRIVER ?? "pg");
});
