import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { expose } from "@/app/api/metrics/exposition";
import { GET } from "@/app/api/metrics/route";
import { RunningTotals } from "@/app/api/metrics/running-totals";
import { OPERATOR_COOKIE, operatorAccess, operatorCookieOf } from "@/app/operator/access";
import { deliveries } from "@/drizzle/schema/integrations";
import { countDeliveries } from "@/server/integrations";
import type { DeliveryCount } from "@/server/integrations/schema";
import { execute, ForbiddenError, inOrganization, uuidv7 } from "@/server/kernel";
import { actorOf, createFixture } from "../../support/fixture";

const TOKEN = "a-token-for-tests-long-enough";
const URL = "http://127.0.0.1:3000/api/metrics";
const read = (headers: Record<string, string> = {}) => GET(new Request(URL, { headers }));

afterEach(() => {
  delete process.env.OPERATOR_TOKEN;
  delete process.env.AIOPS_EMBEDDED;
  delete process.env.HOST;
});

/** A reader as strict as the format's description: https://prometheus.io/docs/instrumenting/exposition_formats/ */
function parse(text: string): Map<string, { type: string; samples: { labels: string; value: number }[] }> {
  expect(text.endsWith("\n")).toBe(true);
  const metrics = new Map<string, { type: string; samples: { labels: string; value: number }[] }>();
  let helped = "";
  for (const line of text.split("\n").slice(0, -1)) {
    const help = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)+$/.exec(line);
    const type = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)$/.exec(line);
    const sample =
      /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*",?)+)\})? (\S+)$/.exec(
        line,
      );
    if (help) helped = help[1] ?? "";
    else if (type) {
      expect(type[1]).toBe(helped);
      expect(metrics.has(helped)).toBe(false);
      metrics.set(helped, { type: type[2] ?? "", samples: [] });
    } else {
      expect(sample, line).not.toBeNull();
      expect(Number.isFinite(Number(sample?.[3])), line).toBe(true);
      expect(sample?.[1]).toBe(helped);
      metrics.get(helped)?.samples.push({ labels: sample?.[2] ?? "", value: Number(sample?.[3]) });
    }
  }
  return metrics;
}

describe("who may read", () => {
  it("is whoever shows the operator's token", async () => {
    process.env.OPERATOR_TOKEN = TOKEN;
    expect((await read({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: TOKEN }]) {
      const response = await read(headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it("without a token is somebody on the machine of an embedded server, and nobody else", async () => {
    const local = { host: "127.0.0.1:3000" };
    expect((await read(local)).status).toBe(404);
    process.env.AIOPS_EMBEDDED = "1";
    process.env.HOST = "127.0.0.1";
    expect((await read(local)).status).toBe(200);
    expect((await read({ host: "aiops.example.com" })).status).toBe(404);
    expect((await read({ ...local, "x-forwarded-for": "203.0.113.9" })).status).toBe(404);
    expect((await read({ ...local, forwarded: "for=203.0.113.9" })).status).toBe(404);
    process.env.HOST = "0.0.0.0";
    expect((await read(local)).status).toBe(404);
  });

  it("with a token set, standing on the machine is not enough", async () => {
    process.env.OPERATOR_TOKEN = TOKEN;
    process.env.AIOPS_EMBEDDED = "1";
    expect((await read({ host: "127.0.0.1:3000" })).status).toBe(401);
  });

  it("of the pages keeps a hash of the token in a cookie, and another token ends it", () => {
    process.env.OPERATOR_TOKEN = TOKEN;
    const cookie = operatorCookieOf(TOKEN);
    expect(OPERATOR_COOKIE).toMatch(/^[\w-]+$/);
    expect(cookie).not.toContain(TOKEN);
    expect(operatorAccess(new Headers(), { cookie })).toBe("open");
    expect(operatorAccess(new Headers(), { cookie: TOKEN })).toBe("locked");
    process.env.OPERATOR_TOKEN = "another token, long enough too";
    expect(operatorAccess(new Headers(), { cookie })).toBe("locked");
  });
});

describe("what is told", () => {
  let organizationId: string;
  beforeAll(async () => {
    const fixture = await createFixture("Metrics");
    organizationId = fixture.organization.id;
  });

  const deliver = (at: Date, status: "accepted" | "partial", counts: Partial<DeliveryCount>) =>
    inOrganization(organizationId, (tx) =>
      tx.insert(deliveries).values({
        organizationId,
        id: uuidv7(at),
        source: "metrics-test",
        receivedAt: at,
        status,
        bytes: 1,
        ...counts,
      }),
    );

  it("reads as Prometheus' text format 0.0.4 and counts what was delivered", async () => {
    process.env.OPERATOR_TOKEN = TOKEN;
    await deliver(new Date(), "accepted", { opened: 3, repeated: 2, resolved: 1 });
    await deliver(new Date(), "partial", { opened: 1 });
    const response = await read({ authorization: `Bearer ${TOKEN}` });
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const metrics = parse(await response.text());
    expect(metrics.get("aiops_up")?.samples).toEqual([{ labels: "", value: 1 }]);
    const delivered = metrics.get("aiops_deliveries_total");
    expect(delivered?.type).toBe("counter");
    expect(delivered?.samples).toContainEqual({
      labels: 'source="metrics-test",status="accepted"',
      value: 1,
    });
    expect(delivered?.samples).toContainEqual({ labels: 'source="metrics-test",status="partial"', value: 1 });
    expect(metrics.get("aiops_alerts_total")?.samples.map(({ labels }) => labels)).toEqual([
      'change="opened"',
      'change="repeated"',
      'change="resolved"',
    ]);
    for (const name of ["aiops_outbox_rows", "aiops_outbox_oldest_seconds", "process_resident_memory_bytes"])
      expect(metrics.get(name)?.samples).toHaveLength(1);
  });

  it("is the operator's alone", async () => {
    const span = { after: new Date(0), until: new Date() };
    const fixture = await createFixture("Owner");
    await expect(execute(countDeliveries, span, { actor: actorOf(fixture) })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });

  it("counts a span by when deliveries were received, over organizations", async () => {
    const at = new Date("2020-05-05T12:00:00Z");
    await deliver(at, "accepted", { opened: 5 });
    const ask = async (after: number, until: number) =>
      (
        await execute(
          countDeliveries,
          { after: new Date(at.getTime() + after), until: new Date(at.getTime() + until) },
          { actor: { kind: "operator" } },
        )
      ).items;
    expect(await ask(-1, 0)).toEqual([
      { source: "metrics-test", status: "accepted", deliveries: 1, opened: 5, repeated: 0, resolved: 0 },
    ]);
    expect(await ask(0, 1)).toEqual([]);
    expect(await ask(-2, -1)).toEqual([]);
  });
});

describe("running totals", () => {
  const one = (deliveries: number): DeliveryCount => ({
    source: "generic",
    status: "accepted",
    deliveries,
    opened: 0,
    repeated: 0,
    resolved: 0,
  });

  it("only grow, count a late commit, and outlive the rows they were counted from", async () => {
    const start = Date.parse("2026-01-01T00:00:00Z");
    let log: number[] = [];
    const totals = new RunningTotals(async ({ after, until }) => {
      const found = log.filter((at) => at > after.getTime() && at <= until.getTime());
      return found.length ? [one(found.length)] : [];
    }, new Date(start));
    const at = (seconds: number) => new Date(start + seconds * 1000);
    log = [start + 5_000];
    expect(await totals.read(at(10))).toEqual([one(1)]);
    // A delivery begun before that reading, committed after it.
    log = [start + 5_000, start + 9_000];
    expect(await totals.read(at(20))).toEqual([one(2)]);
    expect(await totals.read(at(100))).toEqual([one(2)]);
    log = [start + 150_000];
    expect(await totals.read(at(160))).toEqual([one(3)]);
  });

  it("share one reading between two that ask at once", async () => {
    let asked = 0;
    const totals = new RunningTotals(async () => {
      asked += 1;
      return [one(1)];
    }, new Date(0));
    const now = new Date(10_000);
    const [left, right] = await Promise.all([totals.read(now), totals.read(now)]);
    expect(left).toEqual(right);
    expect(asked).toBe(1);
  });
});

it("escapes what a label or a help text may hold", () => {
  const text = expose([
    {
      name: "odd",
      help: "back\\slash and\nline",
      type: "gauge",
      samples: [{ labels: { name: 'a"b\\c\nd' }, value: 1.5 }],
    },
  ]);
  expect(text).toBe(
    '# HELP odd back\\\\slash and\\nline\n# TYPE odd gauge\nodd{name="a\\"b\\\\c\\nd"} 1.5\n',
  );
});
