import { beforeAll, describe, expect, it } from "vitest";
import type { Fixture } from "@/server/kernel";
import { createFixture } from "../../support/fixture";
import { cookieOf, keyOf, ORIGIN, STACK, trpc } from "./support";

let fixture: Fixture;
let stranger: Fixture;
let cookie: string;

beforeAll(async () => {
  [fixture, stranger] = await Promise.all([createFixture("Own"), createFixture("Strange")]);
  cookie = await cookieOf(fixture);
});

const mine = (extra: Record<string, string> = {}) => ({
  cookie,
  "x-organization": fixture.organization.slug,
  ...extra,
});
type Failure = { error: { json: { message: string; data: Record<string, unknown> } } };
const failure = (json: unknown) => (json as Failure).error.json;

describe("who asks", () => {
  it("is told by the session cookie", async () => {
    const { status, json } = await trpc("query", "tenancy.getOrganization", {}, mine());
    expect(status).toBe(200);
    expect(json).toMatchObject({ result: { data: { json: { id: fixture.organization.id } } } });
  });

  it("is nobody without it, whatever key is sent", async () => {
    const key = await keyOf(fixture);
    const { status, json } = await trpc(
      "query",
      "tenancy.getOrganization",
      {},
      { authorization: `Bearer ${key}`, "x-api-key": key, "x-organization": fixture.organization.slug },
    );
    expect(status).toBe(401);
    expect(failure(json).data).toMatchObject({ code: "UNAUTHORIZED", reason: "unauthorized" });
  });

  it("is nobody with a cookie that somebody made up", async () => {
    const made = { ...mine(), cookie: `${cookie.slice(0, -4)}AAAA` };
    expect((await trpc("query", "tenancy.getOrganization", {}, made)).status).toBe(401);
  });
});

describe("where", () => {
  it("is said by the organization's slug", async () => {
    const { json } = await trpc("query", "incidents.get", { id: fixture.incident.id }, mine());
    expect(json).toMatchObject({ result: { data: { json: { id: fixture.incident.id } } } });
  });

  it.each([
    ["a stranger's", () => stranger.organization.slug],
    ["one that does not exist", () => "nowhere"],
  ])("is not found for %s organization, in the same words", async (_, slug) => {
    const { status, json, text } = await trpc(
      "query",
      "tenancy.getOrganization",
      {},
      mine({ "x-organization": slug() }),
    );
    expect(status).toBe(404);
    expect(failure(json).message).toBe("The organization was not found.");
    expect(text).not.toMatch(STACK);
  });

  it("does not reach what is another's by its id", async () => {
    const { status } = await trpc("query", "incidents.get", { id: stranger.incident.id }, mine());
    expect(status).toBe(404);
  });

  it("has to be said for what belongs to an organization", async () => {
    expect((await trpc("query", "tenancy.getOrganization", {}, { cookie })).status).toBe(403);
  });
});

describe("a change", () => {
  const rename = { name: "Renamed" };
  it.each([
    ["without an origin", {}],
    ["from another site", { origin: "https://evil.example" }],
    ["from a page without an address", { origin: "null" }],
    ["from another port", { origin: "http://127.0.0.1:3001" }],
  ])("%s is refused", async (_, headers) => {
    const { status, json } = await trpc("mutation", "tenancy.updateOrganization", rename, mine(headers));
    expect(status).toBe(403);
    expect(failure(json).message).toMatch(/own pages/);
  });

  it("from our own page is made", async () => {
    const sent = mine({ origin: ORIGIN });
    expect((await trpc("mutation", "tenancy.updateOrganization", rename, sent)).status).toBe(200);
    const { json } = await trpc("query", "tenancy.getOrganization", {}, mine());
    expect(json).toMatchObject({ result: { data: { json: { name: "Renamed" } } } });
  });

  it("is not taken by GET", async () => {
    const { status } = await trpc("query", "tenancy.updateOrganization", rename, mine({ origin: ORIGIN }));
    expect(status).toBe(405);
  });
});

describe("a failure", () => {
  it.each([
    ["of the input", "incidents.get", { id: 5 }, 400],
    ["of an unknown procedure", "incidents.explode", {}, 404],
    ["of what is not there", "incidents.get", { id: "INC-99999" }, 404],
  ])("%s carries no stack", async (_, procedure, input, status) => {
    const answer = await trpc("query", procedure, input, mine());
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(STACK);
    expect(answer.text).not.toContain('"stack"');
  });

  it("of a body that is no JSON carries none either", async () => {
    const { POST } = await import("@/app/api/trpc/[trpc]/route");
    const response = await POST(
      new Request(`${ORIGIN}/api/trpc/tenancy.updateOrganization`, {
        method: "POST",
        body: "{broken",
        headers: { "content-type": "application/json", origin: ORIGIN, host: new URL(ORIGIN).host, cookie },
      }),
    );
    const text = await response.text();
    expect(response.status).toBeLessThan(500);
    expect(text).not.toMatch(STACK);
    expect(text).not.toContain('"stack"');
  });
});
