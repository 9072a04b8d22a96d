import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Observation } from "../schema";
import { cleanText } from "./limits";
import type { AlertSource, ParsedBody } from "./port";
import { readDelivery } from "./read-delivery";
import { type SourceId, sources } from "./registry";

const receivedAt = new Date("2026-11-20T12:00:00Z");
const context = { receivedAt, settings: {}, headers: {} };

/** Fields that the parsers look for, so that random bodies get past the first check. */
const names = [
  "alerts",
  "labels",
  "annotations",
  "status",
  "startsAt",
  "endsAt",
  "fingerprint",
  "alertname",
  "name",
  "title",
  "severity",
  "service",
  "timestamp",
  "tags",
  "value",
  "url",
  "key",
  "action",
  "alert",
  "alertId",
  "createdAt",
  "updatedAt",
  "details",
  "__proto__",
  "constructor",
  "toString",
];
const nasty = fc.oneof(
  fc.constantFrom(
    "firing",
    "resolved",
    "2026-11-20T10:00:00Z",
    "0001-01-01T00:00:00Z",
    "\0",
    "\ud800",
    "9999-99-99",
    "Infinity",
    "1e400",
    "javascript:alert(1)",
  ),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(-8.64e15, 8.64e15 + 1, Number.MAX_VALUE, -0),
);
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    nasty,
    fc.array(tie("body"), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie("body"), { maxKeys: 8 }),
    fc.record({ alerts: fc.array(tie("body"), { maxLength: 6 }) }),
    fc.record({ action: nasty, alert: tie("body") }),
    fc.record({
      action: fc.constantFrom("Create", "Close"),
      alert: fc.record({
        alertId: nasty,
        message: nasty,
        tags: tie("body"),
        details: tie("body"),
        createdAt: nasty,
      }),
    }),
    fc.record(
      {
        status: fc.constantFrom("firing", "resolved"),
        labels: tie("body"),
        name: nasty,
        startsAt: nasty,
        endsAt: nasty,
      },
      { requiredKeys: [] },
    ),
  ),
}));

const lengthsOf = (map: Record<string, string>) => Object.entries(map);
const LONE = /\p{Surrogate}/u;

/** What ingestion and Postgres rely on, whatever was sent. */
function checkObservation(one: Observation) {
  expect(one.sourceEventAt.getTime()).toBeGreaterThan(0);
  for (const at of [one.sourceEventAt, one.startsAt, one.endsAt])
    expect(Number.isNaN(at?.getTime() ?? 0)).toBe(false);
  expect(one.dedupKey.length).toBeLessThanOrEqual(300);
  expect(one.dedupKey.startsWith("aiops/")).toBe(false);
  expect(one.alertName.length).toBeGreaterThan(0);
  expect(one.alertName.length).toBeLessThanOrEqual(300);
  for (const map of [one.labels, one.annotations]) {
    expect(Object.keys(map).length).toBeLessThanOrEqual(100);
    for (const [key, value] of lengthsOf(map)) {
      expect(key.length).toBeLessThanOrEqual(200);
      expect(value.length).toBeLessThanOrEqual(4096);
    }
  }
  const texts = [one, one.labels, one.annotations].flatMap((map) => Object.entries(map).flat());
  for (const text of texts.filter((item) => typeof item === "string"))
    expect(text.includes("\0") || LONE.test(text)).toBe(false);
  if (one.sourceUrl) expect(one.sourceUrl).toMatch(/^https?:/i);
}

const read = (source: AlertSource, parsed: ParsedBody) => readDelivery(source, parsed, context);

describe.each(Object.entries(sources) as [SourceId, AlertSource][])("%s", (_, source) => {
  test("never throws, and what it reads is bounded", () => {
    fc.assert(
      fc.property(body, (value) => {
        const { observations, errors, errorCount, isReadable } = read(source, { kind: "json", value });
        for (const one of observations) checkObservation(one);
        if (!isReadable) expect(errorCount).toBeGreaterThan(0);
        for (const error of errors) expect(error.message).not.toContain("AIOps failed");
      }),
      { numRuns: 3000 },
    );
  });

  test("is pure: the same body and context give the same observations", () => {
    fc.assert(
      fc.property(body, (value) => {
        const once = JSON.stringify(read(source, { kind: "json", value }));
        expect(JSON.stringify(read(source, { kind: "json", value }))).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  test("takes text and nothing without a throw", () => {
    for (const text of ["", "hello", "a=1&b=2"])
      expect(read(source, { kind: "text", text })).toMatchObject({ isReadable: source.manifest.takesText });
  });

  test("says how it is set up, with the address and the key in what is to be pasted", () => {
    const steps = source.manifest.setup({
      url: "https://aiops.example.com/webhook/x",
      key: "aik_test",
      integrationName: "Prod",
    });
    const pasted = steps.map(({ code }) => code).join("\n");
    expect(pasted).toContain("https://aiops.example.com/webhook/x");
    expect(pasted).toContain("aik_test");
  });
});

describe("a body at the wrong address", () => {
  const grafana = { orgId: 1, groupKey: "{}", version: "1", title: "x", alerts: [] };
  const alertmanager = { version: "4", groupKey: "{}", alerts: [] };
  const opsgenie = { action: "Create", alert: { alertId: "1" } };
  test.each([
    ["opsgenie", grafana, "Grafana", "/webhook/grafana"],
    ["opsgenie", alertmanager, "Prometheus Alertmanager", "/webhook/alertmanager"],
    ["alertmanager", opsgenie, "Opsgenie", "/webhook/opsgenie"],
  ] as const)("%s is told where it belongs", (id, value, name, path) => {
    const { errors, isReadable } = read(sources[id], { kind: "json", value });
    expect(isReadable).toBe(false);
    expect(errors[0]?.message).toContain(`This looks like ${name}: add an integration`);
    expect(errors[0]?.message).toContain(path);
  });

  test("of which nothing is known is told nothing more", () => {
    expect(read(sources.opsgenie, { kind: "json", value: { a: 1 } }).errors[0]?.message).not.toContain(
      "This looks like",
    );
  });
});

describe("bounds", () => {
  const alert = (more: object) => ({ alerts: [{ status: "firing", labels: { alertname: "A" }, ...more }] });
  const one = (value: unknown) => read(sources.alertmanager, { kind: "json", value }).observations[0];

  test("long texts are cut and say so", () => {
    const long = one(
      alert({ labels: { alertname: "n".repeat(400), l: "v".repeat(9000) }, fingerprint: "f".repeat(900) }),
    );
    expect(long?.alertName).toMatch(/^n+… \[truncated\]$/);
    expect(long?.labels.l).toHaveLength(4096);
    expect(long?.labels.l).toMatch(/… \[truncated\]$/);
    expect(long?.dedupKey).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("a hundred labels are kept", () => {
    const labels = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`l${i}`, "v"]));
    expect(Object.keys(one(alert({ labels }))?.labels ?? {})).toHaveLength(100);
  });

  test("a sender cannot take our own key", () => {
    expect(one(alert({ fingerprint: "aiops/unreadable" }))?.dedupKey).toMatch(/^sha256:/);
  });

  test("a cut never halves a character", () => {
    for (let max = 20; max < 30; max++) expect(LONE.test(cleanText("🔥".repeat(40), max))).toBe(false);
  });

  test("at most fifty thousand alerts and a hundred errors of a delivery are kept", () => {
    const labels = { alertname: "A" };
    const many = read(sources.alertmanager, {
      kind: "json",
      value: {
        alerts: [
          ...Array.from({ length: 50_010 }, () => ({ status: "firing", labels })),
          ...Array(300).fill(1),
        ],
      },
    });
    expect(many.observations).toHaveLength(50_000);
    expect(many.errors.length).toBeLessThanOrEqual(101);
    expect(many.errorCount).toBe(310);
  });
});
