import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../../../runtime/data-dir.mjs";
import { UnreadableError } from "../port";
import { fingerprintOf } from "./fingerprint";
import { parse } from "./parse";

const receivedAt = new Date("2026-11-20T12:00:00Z");
const context = { receivedAt, settings: {}, headers: {} };
const read = (value: unknown) => parse({ kind: "json", value }, context);

/** One alert as https://prometheus.io/docs/alerting/latest/configuration/#webhook_config documents it. */
const alert = (more: Record<string, unknown> = {}) => ({
  status: "firing",
  labels: {
    alertname: "DiskFull",
    severity: "critical",
    service: "db",
    env: "production",
    instance: "db-1:9100",
    team: "storage",
  },
  annotations: { summary: "Disk of db-1 is full", value: "97" },
  startsAt: "2026-11-20T10:00:00.123456789Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus:9090/graph?g0.expr=disk",
  fingerprint: "c0ffee0000000001",
  ...more,
});
const group = (alerts: unknown[], more: Record<string, unknown> = {}) => ({
  version: "4",
  groupKey: "{}:{}",
  truncatedAlerts: 0,
  status: "firing",
  receiver: "aiops",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager:9093",
  alerts,
  ...more,
});

test("a firing alert", () => {
  expect(read(group([alert()]))).toEqual({
    errors: [],
    truncated: 0,
    observations: [
      {
        sourceEventAt: new Date("2026-11-20T10:00:00.123Z"),
        dedupKey: "c0ffee0000000001",
        kind: "problem",
        transition: "fire",
        severity: "critical",
        sourceSeverity: "critical",
        alertName: "DiskFull",
        startsAt: new Date("2026-11-20T10:00:00.123Z"),
        endsAt: null,
        labels: alert().labels,
        annotations: alert().annotations,
        value: "97",
        sourceUrl: "http://prometheus:9090/graph?g0.expr=disk",
        service: "db",
        environment: "production",
        instance: "db-1:9100",
        team: "storage",
      },
    ],
  });
});

test("a resolved alert in a firing group is read by its own status", () => {
  const { observations } = read(
    group([alert(), alert({ status: "resolved", endsAt: "2026-11-20T10:30:00Z", fingerprint: "b" })]),
  );
  expect(observations.map(({ transition }) => transition)).toEqual(["fire", "resolve"]);
  expect(observations[1]).toMatchObject({
    endsAt: new Date("2026-11-20T10:30:00Z"),
    sourceEventAt: new Date("2026-11-20T10:30:00Z"),
  });
});

test.each([
  ["critical", "critical"],
  ["page", "critical"],
  ["P1", "critical"],
  ["warning", "warning"],
  ["info", "info"],
  ["none", "info"],
  ["purple", "warning"],
  ["constructor", "warning"],
])("severity %s is %s", (word, severity) => {
  const { observations } = read(group([alert({ labels: { alertname: "A", severity: word } })]));
  expect(observations[0]).toMatchObject({ severity, sourceSeverity: word });
});

test("no severity is a warning, and said to be none", () => {
  expect(read(group([alert({ labels: { alertname: "A" } })])).observations[0]).toMatchObject({
    severity: "warning",
    sourceSeverity: null,
  });
});

test("Watchdog and DeadMansSwitch are counted and are no alerts", () => {
  const { observations } = read(
    group(
      ["Watchdog", "DeadMansSwitch"].map((alertname) => alert({ labels: { alertname, severity: "none" } })),
    ),
  );
  expect(observations.map(({ transition }) => transition)).toEqual(["ignore", "ignore"]);
});

test("truncated alerts are told", () => {
  expect(read(group([alert()], { truncatedAlerts: 7 })).truncated).toBe(7);
  expect(read(group([alert()], { truncatedAlerts: "many" })).truncated).toBe(0);
});

test("one bad alert leaves the others alone and is named", () => {
  const { observations, errors } = read(
    group([
      alert(),
      null,
      alert({ status: "suppressed" }),
      alert({ labels: {} }),
      alert({ startsAt: "yesterday" }),
      alert({ startsAt: "1970-01-01T00:00:00Z" }),
      alert({ startsAt: "2199-01-01T00:00:00Z" }),
      alert({ status: "resolved", endsAt: {} }),
    ]),
  );
  expect(observations).toHaveLength(1);
  expect(errors.map(({ index, path }) => [index, path])).toEqual([
    [1, "alerts.1"],
    [2, "alerts.2.status"],
    [3, "alerts.3.labels"],
    [4, "alerts.4.startsAt"],
    [5, "alerts.5.startsAt"],
    [6, "alerts.6.startsAt"],
    [7, "alerts.7.endsAt"],
  ]);
});

test("what Go leaves empty is nothing: no start, no generator, no fingerprint", () => {
  const [one] = read(
    group([alert({ startsAt: "0001-01-01T00:00:00Z", generatorURL: "", fingerprint: undefined })]),
  ).observations;
  expect(one).toMatchObject({
    startsAt: null,
    sourceEventAt: receivedAt,
    sourceUrl: "http://alertmanager:9093",
    dedupKey: fingerprintOf(alert().labels),
  });
});

test.each([[null], [[]], ["text"], [{}], [{ alerts: {} }], [{ alerts: null }]])(
  "%j is unreadable",
  (body) => {
    expect(() => read(body)).toThrow(UnreadableError);
  },
);

test("text is unreadable", () => {
  expect(() => parse({ kind: "text", text: "alert!" }, context)).toThrow(UnreadableError);
});

const recorded = join(CHECKOUT, "..", "shared", "data", "payloads", "alertmanager");

describe("bodies recorded from Alertmanager", () => {
  // The recordings lie beside a developer's checkout only; the tests above hold without them.
  const files = existsSync(recorded) ? readdirSync(recorded).filter((name) => name.endsWith(".json")) : [];
  test("are read whole, with the fingerprints that Prometheus gives", () => {
    for (const name of files) {
      const value = JSON.parse(readFileSync(join(recorded, name), "utf8"));
      const { observations, errors } = parse(
        { kind: "json", value },
        { ...context, receivedAt: new Date("2026-11-24T00:00:00Z") },
      );
      expect(errors).toEqual([]);
      expect(observations).toHaveLength(value.alerts.length);
      for (const { dedupKey, labels } of observations) expect(fingerprintOf(labels)).toBe(dedupKey);
    }
  });
});

test("the fingerprint is the one of prometheus/common", () => {
  // Of a rule as Alertmanager 0.25 sent it.
  expect(fingerprintOf({ alertname: "Mix", cluster: "c1", instance: "a" })).toBe("8a7ba28659bbf9c8");
});
