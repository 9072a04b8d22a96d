import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import { createIntegration } from "@/server/integrations";
import { execute, setDatabase } from "@/server/kernel";
import { type RunningApp, startApp } from "../support/app";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { actorOf, createFixture } from "../support/fixture";

// The answers a sender gets of the built server, over the wire: what stands before the handler counts too.

let app: RunningApp;
let database: TestDatabase;
let key: string;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
  const fixture = await createFixture("Wire");
  ({ key } = await execute(
    createIntegration,
    { source: "alertmanager", name: "Alertmanager" },
    { actor: actorOf(fixture) },
  ));
  app = await startApp({ databaseUrl: database.url });
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
}, 120_000);
afterAll(async () => {
  await admin?.end();
  await app?.stop();
  setDatabase(undefined);
  await database?.drop();
});

let made = 0;
const alert = (over: Record<string, unknown> = {}) => ({
  status: "firing",
  labels: { alertname: "Wire", service: "checkout", severity: "warning", instance: `i-${++made}` },
  annotations: {},
  startsAt: new Date().toISOString(),
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus.example/graph",
  fingerprint: made.toString(16).padStart(16, "0"),
  ...over,
});
const group = (alerts: unknown[]) =>
  JSON.stringify({ version: "4", status: "firing", receiver: "aiops", truncatedAlerts: 0, alerts });

type Sent = { status: number; headers: Headers; text: string; json: Record<string, unknown> };
async function send(
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const response = await fetch(`${app.url}/webhook/${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
    body: body as BodyInit,
  });
  const text = await response.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, json };
}

describe("a delivery", () => {
  it("is taken with a trailing slash, without a redirect", async () => {
    for (const path of ["alertmanager", "alertmanager/", `alertmanager/${key}/`])
      expect((await send(path, group([alert()]))).json).toMatchObject({ opened: 1 });
  });

  it("is taken in chunks of unknown length", async () => {
    const body = group([alert(), alert()]);
    const outgoing = request(`${app.url}/webhook/alertmanager`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    for (let at = 0; at < body.length; at += 100) {
      outgoing.write(body.slice(at, at + 100));
      await sleep(1);
    }
    outgoing.end();
    const [response] = (await once(outgoing, "response")) as [import("node:http").IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(202);
  });

  it("is taken compressed", async () => {
    const sent = await send("alertmanager", gzipSync(group([alert()])), { "content-encoding": "gzip" });
    expect(sent).toMatchObject({ status: 202, json: { opened: 1 } });
  });

  it("of ten thousand alerts in one body is stored whole", async () => {
    const padding = "x".repeat(160);
    const body = group(Array.from({ length: 10_000 }, () => alert({ annotations: { summary: padding } })));
    expect(body.length).toBeGreaterThan(4.5e6);
    const before = await count();
    const sent = await send("alertmanager", body);
    expect(sent).toMatchObject({ status: 202, json: { opened: 10_000 } });
    expect((await count()) - before).toBe(10_000);
  });

  it("with one bad alert keeps the good ones and names the bad", async () => {
    const sent = await send("alertmanager", group([alert(), { status: "firing", labels: "none" }, alert()]));
    expect(sent).toMatchObject({ status: 202, json: { opened: 2, errors: [{ index: 1 }] } });
  });

  it("that cannot be read is kept, not refused", async () => {
    const sent = await send("alertmanager", JSON.stringify({ hello: "world" }));
    expect(sent).toMatchObject({ status: 202, json: { status: "unparsed", accepted: 0 } });
  });
});

describe("a refusal", () => {
  it("of a key says the same words to all and asks for a password", async () => {
    const answers = [];
    for (const authorization of ["", "Bearer aik_wrong", "Basic eDp5", `Bearer ${key}x`]) {
      const sent = await send("alertmanager", group([alert()]), { authorization });
      expect(sent.status).toBe(401);
      expect(sent.headers.get("www-authenticate")).toMatch(/^Basic/);
      answers.push(sent.text);
    }
    expect(new Set(answers).size).toBe(1);
  });

  it("of what is not JSON is 400, of an unknown source 404 with the sources", async () => {
    expect((await send("alertmanager", "not json")).status).toBe(400);
    const unknown = await send("nagios2000", group([alert()]));
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain("alertmanager");
    expect(unknown.text).toContain("generic");
  });

  it("of 11 MB comes at once, announced or not, and of a bomb before it is inflated", async () => {
    const long = "x".repeat(11 * 1024 * 1024);
    expect((await send("alertmanager", JSON.stringify({ long }))).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    expect((await send("alertmanager", bomb, { "content-encoding": "gzip" })).status).toBe(413);
    expect(await unannounced()).toBe(413);
    const { rows } = await admin.query("select count(*)::int n from alerts where source = 'aiops'");
    expect(rows[0].n).toBeGreaterThan(0);
  });

  it("of a body nested too deep is 413, and the server lives", async () => {
    const deep = `{"version":"4","alerts":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await send("alertmanager", deep)).status).toBe(413);
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  });

  it("while the database is away is 503, and ends when it is back", async () => {
    const name = new URL(database.url).pathname.slice(1);
    const owner = new pg.Client({ connectionString: database.url.replace(`/${name}`, "/postgres") });
    await owner.connect();
    admin.on("error", () => undefined);
    try {
      await owner.query(`alter database ${name} allow_connections false`);
      await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
      const body = group([alert()]);
      for (let n = 0; n < 3; n++) expect((await send("alertmanager", body)).status).toBe(503);
      expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
      expect((await fetch(`${app.url}/api/ready`)).status).toBe(503);
      await owner.query(`alter database ${name} allow_connections true`);
      await expect.poll(async () => (await send("alertmanager", body)).status, { timeout: 20_000 }).toBe(202);
      await expect
        .poll(async () => (await fetch(`${app.url}/api/ready`)).status, { timeout: 20_000 })
        .toBe(200);
    } finally {
      await owner.query(`alter database ${name} allow_connections true`);
      await owner.end();
    }
  });
});

const count = async () => Number((await admin.query("select count(*)::int n from alerts")).rows[0].n);

/** Sends for ever without saying how much; answers the status that ended it. */
async function unannounced(): Promise<number> {
  const outgoing = request(`${app.url}/webhook/alertmanager`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  });
  // The server may close while we still write.
  outgoing.on("error", () => undefined);
  const answered = once(outgoing, "response") as Promise<[import("node:http").IncomingMessage]>;
  const piece = "x".repeat(256 * 1024);
  let status: number | undefined;
  void answered.then(([response]) => {
    response.resume();
    status = response.statusCode;
  });
  outgoing.write('{"long":"');
  for (let sent = 0; sent < 100 && status === undefined; sent++) {
    if (!outgoing.write(piece)) await Promise.race([once(outgoing, "drain"), answered, sleep(1000)]);
    await sleep(2);
  }
  const [response] = await answered;
  outgoing.destroy();
  return response.statusCode ?? 0;
}
