import { beforeAll, describe, expect, it } from "vitest";
import { handleRest, restRoutes } from "@/server/api/rest";
import { revokeKey } from "@/server/api-keys";
import { execute, type Fixture, type Verb } from "@/server/kernel";
import { actorOf, addAlert, createFixture } from "../../support/fixture";
import { answerOf, cookieOf, keyOf, ORIGIN, rest, STACK } from "./support";

let fixture: Fixture;
let key: string;

beforeAll(async () => {
  fixture = await createFixture("Rest");
  key = await keyOf(fixture);
});

type Json = Record<string, unknown>;
const object = (value: unknown) => value as Json;
const items = (value: unknown) => object(value).items as Json[];

describe("what is on the wire", () => {
  it("has snake_case names, ISO instants and labels as their sender wrote them", async () => {
    await addAlert(fixture.organization.id, fixture.integration.id, {
      correlatedAt: new Date(),
      alertName: "OddLabels",
      labels: { alertname: "OddLabels", camelCase: "x", snake_case: "y" },
    });
    const { status, json, headers } = await rest("GET", "/alerts?search=OddLabels", { key });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("cache-control")).toBe("no-store");
    const [alert] = items(json);
    expect(alert).toMatchObject({
      alert_name: "OddLabels",
      repeat_count: expect.any(Number),
      labels: { alertname: "OddLabels", camelCase: "x", snake_case: "y" },
    });
    expect(alert?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Object.keys(alert ?? {}).filter((name) => /[A-Z]/.test(name))).toEqual([]);
  });

  it("takes INC-42 in the path, in either case, as well as the id", async () => {
    const { json } = await rest("GET", `/incidents/${fixture.incident.id}`, { key });
    const reference = String(object(json).reference);
    expect(reference).toMatch(/^INC-\d+$/);
    for (const way of [reference, reference.toLowerCase()]) {
      const answer = await rest("GET", `/incidents/${way}`, { key });
      expect(object(answer.json).id).toBe(fixture.incident.id);
    }
    const timeline = await rest("GET", `/incidents/${reference}/timeline`, { key });
    expect(timeline.status).toBe(200);
    expect((object(timeline.json).events as Json[])[0]).toHaveProperty("timestamp");
  });

  it("names settings as everything else", async () => {
    const admin = await keyOf(fixture, undefined);
    const changed = await rest("PATCH", "/organization", {
      key: admin,
      body: { settings: { quiet_minutes: 7 } },
    });
    expect(changed.status).toBe(200);
    expect(object(changed.json).settings).toMatchObject({ quiet_minutes: 7, reopen_minutes: 30 });
    const wrong = await rest("PATCH", "/organization", { key: admin, body: { settings: { quiet: 7 } } });
    expect(wrong.status).toBe(400);
  });

  it("takes snake_case in bodies and answers 201 for what is new", async () => {
    const { status, json } = await rest("POST", "/incidents", {
      key,
      body: { title: "By hand", affected_services: ["checkout"] },
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({ title: "By hand", affected_services: ["checkout"], status: "open" });
    const changed = await rest("PATCH", `/incidents/${object(json).reference}`, {
      key,
      body: { customer_impact: true },
    });
    expect(changed).toMatchObject({ status: 200, json: { customer_impact: true } });
  });

  it("answers with or without a slash at the end", async () => {
    expect((await rest("GET", "/incidents/", { key })).status).toBe(200);
  });
});

describe("lists", () => {
  it("are walked by limit and cursor, each thing once", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 20; pages++) {
      const query: string = cursor ? `?limit=1&cursor=${encodeURIComponent(cursor)}` : "?limit=1";
      const { status, json } = await rest("GET", `/members${query}`, { key });
      expect(status).toBe(200);
      expect(Object.keys(object(json)).sort()).toEqual(["items", "next_cursor"]);
      expect(items(json).length).toBeLessThanOrEqual(1);
      seen.push(...items(json).map((item) => String(item.user_id)));
      cursor = object(json).next_cursor as string | null;
      if (!cursor) break;
    }
    expect(seen.sort()).toEqual([fixture.user.id, fixture.otherUser.id].sort());
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=1000000", "limit"],
    ["limit=many", "limit"],
  ])("refuse %s and name it", async (query, name) => {
    const { status, json } = await rest("GET", `/members?${query}`, { key });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid", issues: [{ path: [name], message: expect.any(String) }] });
  });

  it("refuse a cursor that is none of theirs", async () => {
    const { status, json } = await rest("GET", "/members?cursor=nonsense", { key });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid", message: expect.stringContaining("cursor") });
  });
});

describe("keys", () => {
  it.each([
    ["no key", {}],
    ["a wrong key", { key: "aip_wrong" }],
    ["an empty one", { headers: { authorization: "Bearer " } }],
    ["another scheme", { headers: { authorization: "Basic YTpi" } }],
    ["one as long as a book", { key: `aip_${"x".repeat(5_000)}` }],
  ])("%s is 401 and says what to send", async (_, sent) => {
    const { status, headers, json } = await rest("GET", "/incidents", sent);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(json).toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("Authorization: Bearer"),
    });
  });

  it("are taken from X-Api-Key too", async () => {
    expect((await rest("GET", "/incidents", { headers: { "x-api-key": key } })).status).toBe(200);
  });

  it("of the ingest kind open nothing here", async () => {
    const { json } = await rest("GET", "/keys?kind=ingest", { key });
    expect(items(json)).toEqual([]);
    expect((await rest("GET", "/incidents", { key: "aik_anything" })).status).toBe(401);
  });

  it("are refused at once when revoked", async () => {
    const short = await keyOf(fixture, ["incidents:read"]);
    expect((await rest("GET", "/incidents", { key: short })).status).toBe(200);
    const listed = await rest("GET", "/keys", { key });
    const [newest] = items(listed.json);
    await execute(revokeKey, { id: String(newest?.id) }, { actor: actorOf(fixture) });
    expect((await rest("GET", "/incidents", { key: short })).status).toBe(401);
  });

  it("without the scope are 403, which is named", async () => {
    const reader = await keyOf(fixture, ["incidents:read"]);
    const { status, json } = await rest("POST", "/incidents", { key: reader, body: { title: "No" } });
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: "forbidden", message: expect.stringContaining("incidents:write") });
  });

  it("decide the organization: a cookie is not looked at", async () => {
    const other = await createFixture("Other");
    const cookie = await cookieOf(other);
    expect((await rest("GET", "/incidents", { headers: { cookie } })).status).toBe(401);
    const both = await rest("GET", `/incidents/${fixture.incident.id}`, { key, headers: { cookie } });
    expect(both.status).toBe(200);
    const strange = await rest("GET", `/incidents/${other.incident.id}`, { key, headers: { cookie } });
    expect(strange).toMatchObject({ status: 404, json: { code: "not_found" } });
  });
});

describe("what cannot be done", () => {
  it("is 404 where there is no such path", async () => {
    const { status, json } = await rest("GET", "/nothing/here", { key });
    expect(status).toBe(404);
    expect(json).toMatchObject({ code: "not_found", message: expect.stringContaining("/nothing/here") });
  });

  it("is 404 for an incident that is not there", async () => {
    expect((await rest("GET", "/incidents/INC-999999", { key })).status).toBe(404);
    expect((await rest("GET", "/incidents/0197f3a0-5c1e-7d3a-9b42-6f1c2e8d4a10", { key })).status).toBe(404);
  });

  it("is 405 with what the path takes", async () => {
    const { status, headers, json } = await rest("DELETE", "/incidents", { key });
    expect(status).toBe(405);
    expect(headers.get("allow")?.split(", ").sort()).toEqual(["GET", "POST"]);
    expect(json).toMatchObject({ code: "method_not_allowed" });
  });

  it.each([
    ["broken JSON", '{"title": '],
    ["a list", "[1]"],
    ["a number", "1"],
    ["null", "null"],
  ])("is 400 with %s for a body", async (_, body) => {
    const { status, json } = await rest("POST", "/incidents", { key, body });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid", message: expect.stringContaining("body") });
  });

  it("is 400 with a missing field, named as the wire names it", async () => {
    const { status, json } = await rest("POST", "/incidents", {
      key,
      body: { affected_services: "checkout" },
    });
    expect(status).toBe(400);
    const paths = (object(json).issues as { path: string[] }[]).map((issue) => issue.path.join("."));
    expect(paths.sort()).toEqual(["affected_services", "title"]);
  });

  it("is 413 over 1 MiB, told or not", async () => {
    const body = JSON.stringify({ title: "x".repeat(1024 * 1024) });
    expect((await rest("POST", "/incidents", { key, body })).status).toBe(413);
    const told = await rest("POST", "/incidents", {
      key,
      body: "{}",
      headers: { "content-length": String(2 * 1024 * 1024) },
    });
    expect(told).toMatchObject({ status: 413, json: { code: "too_large" } });
  });

  it("is 400 where the path is no text", async () => {
    const { status, text } = await rest("GET", "/incidents/%E0%A4%A", { key });
    expect(status).toBe(400);
    expect(text).not.toMatch(STACK);
  });

  it("is 409 for who comes second", async () => {
    const path = `/incidents/${fixture.otherIncident.id}/resolve`;
    expect((await rest("POST", path, { key, body: {} })).status).toBe(200);
    expect(await rest("POST", path, { key, body: {} })).toMatchObject({
      status: 409,
      json: { code: "conflict" },
    });
  });

  it("never shows a stack, not even of what nobody foresaw", async () => {
    const broken = {
      name: "tests.break",
      rest: { method: "GET", path: "/break" },
      run: async () => {
        throw new Error("select secret from /server/private.ts:1:1");
      },
    } as unknown as Verb;
    const response = await handleRest(
      restRoutes([broken]),
      new Request(`${ORIGIN}/api/break`),
      "request-1234",
      async () => actorOf(fixture),
    );
    const { status, text, json } = await answerOf(response);
    expect(status).toBe(500);
    expect(json).toEqual({ code: "internal", message: expect.stringContaining("request-1234") });
    expect(text).not.toMatch(STACK);
  });
});
