import { gzipSync } from "node:zlib";
import { desc, eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET, POST } from "@/app/webhook/[[...path]]/route";
import { alerts } from "@/drizzle/schema/alerts";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { deliveries, integrations } from "@/drizzle/schema/integrations";
import { forgetKeys } from "@/server/api-keys";
import { sourceIds } from "@/server/integrations";
import { getDatabase, inOrganization, setDatabase, type Tx } from "@/server/kernel";
import {
  amAlert,
  amGroup,
  createFirstKey,
  createTenant,
  createTestIntegration,
  post,
  type Tenant,
  type TestIntegration,
} from "./support";

let tenant: Tenant;
let integration: TestIntegration;
beforeAll(async () => {
  tenant = await createTenant();
  integration = await createTestIntegration(tenant, "alertmanager");
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>, of = tenant) => inOrganization(of.organizationId, work);
const lastDelivery = async (of = tenant) =>
  (await inTenant((tx) => tx.select().from(deliveries).orderBy(desc(deliveries.id)).limit(1), of))[0];
const unreadable = async (integrationId: string, of = tenant) =>
  (
    await inTenant(
      (tx) =>
        tx
          .select()
          .from(alerts)
          .where(eq(alerts.integrationId, integrationId))
          .orderBy(desc(alerts.timestamp)),
      of,
    )
  ).filter(({ source }) => source === "aiops");

describe("a key", () => {
  test("comes as bearer token, basic password, X-Api-Key or last path segment", async () => {
    const group = () => amGroup([amAlert()]);
    const basic = Buffer.from(`anyone:${integration.key}`).toString("base64");
    for (const sent of [
      await post("alertmanager", group(), { key: integration.key }),
      await post("alertmanager", group(), { headers: { authorization: `Basic ${basic}` } }),
      await post("alertmanager", group(), { headers: { "x-api-key": integration.key } }),
      await post(`alertmanager/${integration.key}`, group()),
      await post(`alertmanager/${integration.key}/`, group()),
      await post(`alertmanager/${integration.key}`, group(), {
        headers: { authorization: "Bearer of-a-proxy" },
      }),
    ])
      expect(sent).toMatchObject({ status: 202, body: { opened: 1 } });
  });

  test("that is missing, wrong, revoked or expired gets the same words, and the body is not read", async () => {
    const revoked = await createTestIntegration(tenant, "alertmanager");
    const expired = await createTestIntegration(tenant, "alertmanager");
    const past = new Date(Date.now() - 1000);
    await inTenant(async (tx) => {
      await tx.update(apiKeys).set({ revokedAt: past }).where(eq(apiKeys.id, revoked.keyId));
      await tx.update(apiKeys).set({ expiresAt: past }).where(eq(apiKeys.id, expired.keyId));
    });
    const before = await lastDelivery();
    const answers = [];
    for (const key of [undefined, "aik_wrong", revoked.key, expired.key]) {
      let isRead = false;
      const body = new ReadableStream(
        {
          pull() {
            isRead = true;
            throw new Error("The body was read.");
          },
        },
        { highWaterMark: 0 },
      );
      const request = new Request("http://localhost/webhook/alertmanager", {
        method: "POST",
        headers: key ? { authorization: `Bearer ${key}` } : {},
        body,
        duplex: "half",
      } as RequestInit);
      const response = await POST(request, { params: Promise.resolve({ path: ["alertmanager"] }) });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Basic/);
      expect(isRead).toBe(false);
      answers.push(await response.text());
    }
    expect(new Set(answers).size).toBe(1);
    expect(await lastDelivery()).toEqual(before);
    const [row] = await inTenant((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, revoked.keyId)));
    expect(row?.lastRefusedAt).not.toBeNull();
  });

  test("of an API is no key of an integration", async () => {
    expect((await post("alertmanager", {}, { key: "aip_something" })).status).toBe(401);
  });

  test("of the first hour creates one integration per source, however many deliveries race", async () => {
    const fresh = await createTenant();
    const key = await createFirstKey(fresh);
    const sent = await Promise.all([
      ...Array.from({ length: 6 }, () => post("alertmanager", amGroup([amAlert()]), { key: key.secret })),
      post("generic", { title: "Backup failed" }, { key: key.secret }),
    ]);
    expect(sent.map(({ status }) => status)).toEqual(Array(7).fill(202));
    const made = await inTenant((tx) => tx.select().from(integrations), fresh);
    expect(made.map(({ source }) => source).sort()).toEqual(["alertmanager", "generic"]);
    const [row] = await inTenant((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, key.id)), fresh);
    expect(row).toMatchObject({ expiresAt: null });
    expect(made.map(({ id }) => id)).toContain(row?.integrationId);
    expect((await post("generic", { title: "Again" }, { key: key.secret })).body).toMatchObject({
      opened: 1,
    });
  });

  test("of one source used at another's address is told so, and nothing is lost", async () => {
    const other = await createTestIntegration(tenant, "generic");
    const sent = await post("alertmanager", amGroup([amAlert()]), { key: other.key });
    expect(sent).toMatchObject({ status: 202, body: { status: "unparsed", accepted: 0 } });
    expect(JSON.stringify(sent.body.errors)).toContain("/webhook/generic");
    expect((await lastDelivery())?.body).not.toBeNull();
  });

  test("of another organization delivers there", async () => {
    const fresh = await createTenant();
    const theirs = await createTestIntegration(fresh, "alertmanager");
    const alert = amAlert();
    await post("alertmanager", amGroup([alert]), { key: theirs.key });
    const find = (of: Tenant) =>
      inTenant(
        (tx) =>
          tx
            .select()
            .from(alerts)
            .where(eq(alerts.dedupKey, String(alert.fingerprint))),
        of,
      );
    expect(await find(fresh)).toHaveLength(1);
    expect(await find(tenant)).toHaveLength(0);
  });
});

describe("a body", () => {
  test("that is not JSON is refused and logged", async () => {
    for (const body of ["not json", "", "{", "alerts=1"]) {
      const sent = await post("alertmanager", body, { key: integration.key });
      expect(sent).toMatchObject({ status: 400, body: { code: "invalid" } });
    }
    expect(await lastDelivery()).toMatchObject({ status: "refused", errorCount: 1, alertCount: 0 });
  });

  test("of JSON that cannot be read is kept 14 days and raises one alert, which ends with the next readable one", async () => {
    const own = await createTestIntegration(tenant, "alertmanager", { name: "Staging" });
    for (const body of [{ hello: "world" }, [], null, 4]) {
      const sent = await post("alertmanager", body, { key: own.key });
      expect(sent).toMatchObject({ status: 202, body: { status: "unparsed", accepted: 0, opened: 0 } });
    }
    const delivery = await lastDelivery();
    expect(delivery?.status).toBe("unparsed");
    const keptDays = ((delivery?.bodyUntil?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(keptDays).toBeGreaterThan(13.9);
    expect(keptDays).toBeLessThan(14.1);
    expect(await unreadable(own.id)).toMatchObject([
      {
        alertName: "AIOps cannot read deliveries from Staging",
        severity: "warning",
        status: "firing",
        repeatCount: 3,
        dedupKey: "aiops/unreadable",
      },
    ]);
    await post("alertmanager", amGroup([amAlert()]), { key: own.key });
    expect(await unreadable(own.id)).toMatchObject([{ status: "resolved" }]);
    await post("alertmanager", {}, { key: own.key });
    expect((await unreadable(own.id)).map(({ status }) => status)).toEqual(["firing", "resolved"]);
  });

  test("with one bad alert stores the good ones", async () => {
    const sent = await post("alertmanager", amGroup([amAlert(), { status: "firing" }, amAlert()]), {
      key: integration.key,
    });
    expect(sent).toMatchObject({
      status: 202,
      body: { status: "partial", accepted: 2, opened: 2, errors: [{ index: 1, path: "alerts.1.labels" }] },
    });
  });

  test("of bad alerts only is unparsed", async () => {
    const own = await createTestIntegration(tenant, "alertmanager");
    const sent = await post("alertmanager", amGroup([{ status: "firing" }]), { key: own.key });
    expect(sent.body).toMatchObject({ status: "unparsed" });
    expect(await unreadable(own.id)).toMatchObject([{ status: "firing" }]);
  });

  test("may be compressed, with a byte order mark, of any content type", async () => {
    const alert = amAlert();
    expect(await post("alertmanager", amGroup([alert]), { key: integration.key, gzip: true })).toMatchObject({
      status: 202,
      body: { opened: 1 },
    });
    expect(
      await post("alertmanager", `\uFEFF${JSON.stringify(amGroup([alert]))}`, {
        key: integration.key,
        headers: { "content-type": "text/plain" },
      }),
    ).toMatchObject({ status: 202, body: { repeated: 1 } });
    const broken = await post("alertmanager", "no gzip", {
      key: integration.key,
      headers: { "content-encoding": "gzip" },
    });
    expect(broken.status).toBe(400);
  });

  test("of text that Postgres refuses is cleaned", async () => {
    const own = await createTestIntegration(tenant, "alertmanager", { environment: "production" });
    const sent = await post(
      "alertmanager",
      amGroup([
        amAlert({
          labels: { alertname: "nul\0 and \ud800", service: "\0", "k\0": "v\udfff" },
          annotations: { a: "\0" },
        }),
        amAlert({ labels: { alertname: "x".repeat(5000), long: "ü".repeat(9000) } }),
        amAlert({ labels: { __proto__: "p" }, fingerprint: "\0" }),
      ]),
      { key: own.key },
    );
    expect(sent).toMatchObject({ status: 202, body: { opened: 3 } });
  });

  describe("that is too large", () => {
    afterEach(() => {
      delete process.env.MAX_BODY;
    });

    const tooLarge = async (body: BodyInit, headers: Record<string, string>, own: TestIntegration) => {
      const request = new Request("http://localhost/webhook/alertmanager", {
        method: "POST",
        headers: { authorization: `Bearer ${own.key}`, ...headers },
        body,
        duplex: "half",
      } as RequestInit);
      const response = await POST(request, { params: Promise.resolve({ path: ["alertmanager"] }) });
      expect(response.status).toBe(413);
      expect(response.headers.get("connection")).toBe("close");
      expect(await response.json()).toMatchObject({ code: "too_large" });
      expect(await unreadable(own.id)).toMatchObject([{ status: "firing" }]);
      expect(await lastDelivery()).toMatchObject({ status: "refused", body: null, integrationId: own.id });
    };

    test("as announced, of 11 MB", async () => {
      const own = await createTestIntegration(tenant, "alertmanager");
      await tooLarge("x".repeat(11_000_000), {}, own);
    });

    test("as it streams, and reading stops there", async () => {
      process.env.MAX_BODY = "65536";
      const own = await createTestIntegration(tenant, "alertmanager");
      let sentChunks = 0;
      let isCancelled = false;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sentChunks++;
          controller.enqueue(new Uint8Array(16_384).fill(32));
        },
        cancel() {
          isCancelled = true;
        },
      });
      await tooLarge(endless, {}, own);
      expect(isCancelled).toBe(true);
      expect(sentChunks).toBeLessThan(12);
    });

    test("once inflated: a bomb of 1 GB in 1 MB", async () => {
      const own = await createTestIntegration(tenant, "alertmanager");
      const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
      const before = process.memoryUsage().rss;
      await tooLarge(bomb as unknown as BodyInit, { "content-encoding": "gzip" }, own);
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    });

    test("in depth", async () => {
      const own = await createTestIntegration(tenant, "alertmanager");
      await tooLarge(`${"[".repeat(100_000)}${"]".repeat(100_000)}`, {}, own);
      const strings = await post(
        "alertmanager",
        amGroup([amAlert({ annotations: { a: '[[[[{{{{\\"'.repeat(100) } })]),
        {
          key: own.key,
        },
      );
      expect(strings.body).toMatchObject({ opened: 1 });
    });
  });

  test("of 10,000 alerts in one group is stored whole, in a database whose statistics know nothing of it", async () => {
    await getDatabase().pool.query("analyze alerts");
    const own = await createTestIntegration(tenant, "alertmanager");
    const list = Array.from({ length: 10_000 }, (_, i) =>
      amAlert({ labels: { alertname: "Many", pod: `pod-${i}`, text: "x".repeat(150) } }),
    );
    const body = JSON.stringify(amGroup(list, { truncatedAlerts: 3 }));
    expect(body.length).toBeGreaterThan(4_500_000);
    expect(await post("alertmanager", body, { key: own.key })).toMatchObject({
      status: 202,
      body: { accepted: 10_000, opened: 10_000 },
    });
    expect(await post("alertmanager", body, { key: own.key })).toMatchObject({ body: { repeated: 10_000 } });
    const counted = await inTenant((tx) => tx.$count(alerts, eq(alerts.integrationId, own.id)));
    expect(counted).toBe(10_000);
    expect(await lastDelivery()).toMatchObject({ truncated: 3, alertCount: 10_000 });
  }, 60_000);
});

describe("the address", () => {
  test("of no source lists the sources", async () => {
    for (const path of ["", "prometheus", `nagios/${integration.key}`]) {
      const sent = await post(path, {}, { key: integration.key });
      expect(sent.status).toBe(404);
      expect(sent.body.message).toContain(sourceIds.map((id) => `/webhook/${id}`).join(", "));
    }
  });

  test("takes only POST", async () => {
    const response = GET();
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.json()).toMatchObject({ code: "method_not_allowed" });
  });
});

describe("a database", () => {
  test("that is away is a 503 that asks to try again", async () => {
    const present = getDatabase();
    forgetKeys();
    setDatabase({
      ...present,
      pool: { ...present.pool, connect: () => Promise.reject(new Error("ECONNREFUSED")) },
    });
    try {
      const sent = await post("alertmanager", amGroup([amAlert()]), { key: integration.key });
      expect(sent).toMatchObject({ status: 503, body: { code: "unavailable" } });
      expect(sent.headers.get("retry-after")).toBe("5");
    } finally {
      setDatabase(present);
    }
  });
});

test("deliveries of the same keys at once neither lose nor double anything", async () => {
  const own = await createTestIntegration(tenant, "alertmanager");
  const list = Array.from({ length: 40 }, () => amAlert());
  const sent = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      post("alertmanager", amGroup(i % 2 ? list : [...list].reverse()), { key: own.key }),
    ),
  );
  expect(sent.map(({ status }) => status)).toEqual(Array(12).fill(202));
  expect(sent.reduce((sum, { body }) => sum + Number(body.opened), 0)).toBe(40);
  expect(sent.reduce((sum, { body }) => sum + Number(body.repeated), 0)).toBe(440);
  const rows = await inTenant((tx) => tx.select().from(alerts).where(eq(alerts.integrationId, own.id)));
  expect(rows).toHaveLength(40);
  expect(rows.every(({ repeatCount }) => repeatCount === 11)).toBe(true);
});

test("a body is never stored in the clear", async () => {
  await post("alertmanager", amGroup([amAlert({ annotations: { secret: "needle-in-the-body" } })]), {
    key: integration.key,
  });
  const delivery = await lastDelivery();
  expect(delivery?.body?.split(".")).toHaveLength(5);
  expect(Buffer.from(delivery?.body?.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain(
    "needle",
  );
});
