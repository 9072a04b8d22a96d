import { describe, expect, test } from "vitest";
import { UnreadableError } from "../port";
import { pathProblem } from "./json-path";
import { parse } from "./parse";
import { GenericSettings } from "./settings";

const receivedAt = new Date("2026-11-20T12:00:00Z");
const read = (value: unknown, settings: Record<string, unknown> = {}) =>
  parse({ kind: "json", value }, { receivedAt, settings, headers: {} });
const only = (value: unknown, settings: Record<string, unknown> = {}) => {
  const { observations, errors } = read(value, settings);
  expect(errors).toEqual([]);
  expect(observations).toHaveLength(1);
  return observations[0];
};

describe("without a mapping", () => {
  test("a plain body", () => {
    expect(
      only({
        title: "Checkout is slow",
        severity: "high",
        status: "firing",
        service: "checkout",
        environment: "production",
        host: "web-1",
        team: "payments",
        value: 1.5,
        url: "https://grafana.example.com/d/1",
        description: "p99 above 2 s",
        region: "eu",
        tags: ["tier:gold", "canary"],
      }),
    ).toMatchObject({
      transition: "fire",
      alertName: "Checkout is slow",
      severity: "critical",
      sourceSeverity: "high",
      service: "checkout",
      environment: "production",
      instance: "web-1",
      team: "payments",
      value: "1.5",
      sourceUrl: "https://grafana.example.com/d/1",
      annotations: { description: "p99 above 2 s" },
      labels: { region: "eu", tier: "gold", canary: "true" },
      startsAt: null,
      sourceEventAt: receivedAt,
    });
  });

  test("a title alone is enough", () => {
    expect(only({ title: "Backup failed" })).toMatchObject({
      transition: "fire",
      severity: "warning",
      sourceSeverity: null,
    });
  });

  test("lists, bare and under alerts", () => {
    const list = [{ name: "A" }, { name: "B" }];
    expect(read(list).observations.map(({ alertName }) => alertName)).toEqual(["A", "B"]);
    expect(read({ alerts: list }).observations).toHaveLength(2);
    expect(read([])).toMatchObject({ observations: [], errors: [] });
  });

  test.each(["resolved", "OK", " closed ", "Recovered", "up"])("status %j resolves", (status) => {
    expect(only({ name: "A", status })?.transition).toBe("resolve");
  });

  test.each(["firing", "down", "alerting", "", null, 7])("status %j fires", (status) => {
    expect(only({ name: "A", status })?.transition).toBe("fire");
  });

  test("an acknowledgement", () => {
    expect(only({ name: "A", state: "acked" })?.transition).toBe("acknowledge");
  });

  test("the key is given, or what it is about: never how bad it is or its state", () => {
    expect(only({ name: "A", dedup_key: "k-1" })?.dedupKey).toBe("k-1");
    const key = (more: object) => only({ name: "A", service: "s", ...more })?.dedupKey;
    expect(key({ severity: "critical", status: "resolved", description: "x" })).toBe(key({}));
    expect(key({ host: "web-2" })).not.toBe(key({}));
    expect(only({ name: "A", service: "t" })?.dedupKey).not.toBe(key({}));
  });

  test("times in the shapes people send", () => {
    for (const startsAt of [
      "2026-11-20T10:00:00Z",
      "2026-11-20T11:00:00+01:00",
      1795168800,
      1795168800000,
      "1795168800",
    ])
      expect(only({ name: "A", startsAt })).toMatchObject({
        startsAt: new Date("2026-11-20T10:00:00Z"),
        sourceEventAt: new Date("2026-11-20T10:00:00Z"),
      });
    expect(only({ name: "A", status: "ok", endsAt: 1795168860 })).toMatchObject({
      endsAt: new Date("2026-11-20T10:01:00Z"),
      sourceEventAt: new Date("2026-11-20T10:01:00Z"),
    });
  });

  test("errors name the alert and the field", () => {
    const { observations, errors } = read([
      { name: "A" },
      { severity: "high" },
      { name: "B", startsAt: "soon" },
      4,
    ]);
    expect(observations).toHaveLength(1);
    expect(errors.map(({ index, path }) => [index, path])).toEqual([
      [1, "1.name"],
      [2, "2.startsAt"],
      [3, "3"],
    ]);
  });

  test.each([[null], [4], ["text"], [true]])("%j is unreadable", (body) => {
    expect(() => read(body)).toThrow(UnreadableError);
  });
});

describe("with a mapping", () => {
  const settings = GenericSettings.parse({
    alerts: "$.data.events[*]",
    fields: {
      name: "$.check.label",
      status: "$.to",
      severity: "$.check.prio",
      key: "$.check.id",
      environment: "staging",
      labels: "$.meta",
    },
    resolvedValues: ["green"],
    ignoredValues: ["grey"],
    severities: { Übel: "critical" },
  });
  const event = (more: object = {}) => ({
    check: { label: "Ping", id: 17, prio: "übel" },
    to: "red",
    meta: { rack: 4 },
    ...more,
  });

  test("fields are found by path, constants are taken as they are", () => {
    expect(only({ data: { events: [event()] } }, settings)).toMatchObject({
      alertName: "Ping",
      dedupKey: "17",
      transition: "fire",
      severity: "critical",
      environment: "staging",
      labels: { rack: "4" },
    });
  });

  test("values decide about resolution", () => {
    const { observations } = read(
      { data: { events: [event({ to: "GREEN" }), event({ to: "grey" }), event({ to: "ok" })] } },
      settings,
    );
    expect(observations.map(({ transition }) => transition)).toEqual(["resolve", "ignore", "fire"]);
  });

  test("a path that leads nowhere is unreadable", () => {
    expect(() => read({ name: "A" }, settings)).toThrow(/leads to no alert/);
  });

  test("chosen labels make the key", () => {
    const byHost = { identifyingLabels: ["host"] };
    const key = (labels: object) => only({ name: "A", labels }, byHost)?.dedupKey;
    expect(key({ host: "a", pod: "1" })).toBe(key({ host: "a", pod: "2" }));
    expect(key({ host: "a" })).not.toBe(key({ host: "b" }));
  });

  test("settings stored in an older shape say so", () => {
    expect(() => read({ name: "A" }, { fields: { name: "$..x" } })).toThrow(UnreadableError);
  });
});

test.each([
  ["$.a.b", true],
  ["$['a..b?'][0]", true],
  ["$.a[*].b", true],
  ["$..a", false],
  ["$.a[?@.b == 1]", false],
  ["$.a[", false],
  ["$[?match(@.a, '(a+)+$')]", false],
])("the path %s is taken: %j", (path, isTaken) => {
  expect(pathProblem(path) === null).toBe(isTaken);
});
