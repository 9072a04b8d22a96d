import { describe, expect, test } from "vitest";
import { UnreadableError } from "../port";
import { parse } from "./parse";

const receivedAt = new Date("2026-11-20T12:00:00Z");
const context = { receivedAt, settings: {}, headers: {} };
const read = (value: unknown) => parse({ kind: "json", value }, context);
const one = (more: Record<string, unknown> = {}) => read(group([alert(more)])).observations[0];

/** One alert as Grafana's page on the webhook notifier documents it. */
const alert = (more: Record<string, unknown> = {}) => ({
  status: "firing",
  labels: {
    alertname: "High memory usage",
    team: "blue",
    zone: "us-1",
    severity: "critical",
    service: "checkout",
    grafana_folder: "Shop",
  },
  annotations: { description: "Memory is high", runbook_url: "https://runbooks.example/mem" },
  startsAt: "2026-11-20T10:00:00.000000000Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "https://grafana.example/alerting/1afz29v7z/edit",
  fingerprint: "c6eadffa33fcdf37",
  silenceURL: "https://grafana.example/alerting/silence/new",
  dashboardURL: "https://grafana.example/d/abc",
  panelURL: "https://grafana.example/d/abc?viewPanel=2",
  values: { B: 44.23943737541908, C: 1 },
  valueString: "[ metric='' labels={} value=14151.331895396988 ]",
  ...more,
});
const group = (alerts: unknown[], more: Record<string, unknown> = {}) => ({
  receiver: "AIOps",
  status: "firing",
  orgId: 1,
  alerts,
  groupLabels: {},
  commonLabels: { team: "blue" },
  commonAnnotations: {},
  externalURL: "https://grafana.example/",
  version: "1",
  groupKey: "{}:{}",
  truncatedAlerts: 0,
  title: "[FIRING:1]",
  state: "alerting",
  message: "**Firing**",
  ...more,
});
const standIn = (alertname: string, more: Record<string, unknown> = {}) =>
  one({
    labels: {
      alertname,
      rulename: "High memory usage",
      datasource_uid: "prom-1",
      ref_id: "A",
      severity: "critical",
      service: "checkout",
    },
    values: null,
    valueString: "",
    ...more,
  });

test("a firing alert", () => {
  expect(read(group([alert()]))).toEqual({
    errors: [],
    truncated: 0,
    observations: [
      {
        sourceEventAt: new Date("2026-11-20T10:00:00Z"),
        dedupKey: "c6eadffa33fcdf37",
        kind: "problem",
        transition: "fire",
        severity: "critical",
        sourceSeverity: "critical",
        alertName: "High memory usage",
        startsAt: new Date("2026-11-20T10:00:00Z"),
        endsAt: null,
        labels: alert().labels,
        annotations: alert().annotations,
        value: "B=44.23943737541908, C=1",
        sourceUrl: "https://grafana.example/d/abc?viewPanel=2",
        service: "checkout",
        environment: null,
        instance: null,
        team: "blue",
      },
    ],
  });
});

test("a resolved alert in a firing group is read by its own status, under the same key", () => {
  expect(one({ status: "resolved", endsAt: "2026-11-20T10:30:00Z" })).toMatchObject({
    transition: "resolve",
    dedupKey: "c6eadffa33fcdf37",
    startsAt: new Date("2026-11-20T10:00:00Z"),
    endsAt: new Date("2026-11-20T10:30:00Z"),
    sourceEventAt: new Date("2026-11-20T10:30:00Z"),
  });
});

describe("a rule that could not be judged", () => {
  test.each([
    ["DatasourceNoData", "no_data", "High memory usage: no data"],
    ["DatasourceError", "query_error", "High memory usage: query failed"],
  ])(
    "%s has the rule's name, is no more than a warning and is grouped by its data source",
    (name, kind, words) => {
      expect(standIn(name)).toMatchObject({
        kind,
        alertName: words,
        severity: "warning",
        sourceSeverity: "critical",
        service: "datasource prom-1",
        labels: { service: "checkout" },
        value: null,
      });
    },
  );

  test("without the name of its rule or of its data source it still says what it is", () => {
    expect(
      standIn("DatasourceNoData", { labels: { alertname: "DatasourceNoData", severity: "info" } }),
    ).toMatchObject({
      alertName: "DatasourceNoData: no data",
      severity: "info",
      service: null,
    });
  });
});

test("an end because the series vanished says so", () => {
  const annotations = { grafana_state_reason: "MissingSeries" };
  const ended = one({ status: "resolved", endsAt: "2026-11-20T10:30:00Z", annotations });
  expect(ended?.transition).toBe("resolve");
  expect(ended?.annotations.end).toMatch(/vanished/);
  expect(one({ annotations })?.annotations.end).toBeUndefined();
  expect(one({ status: "resolved", endsAt: "2026-11-20T10:30:00Z" })?.annotations.end).toBeUndefined();
});

test.each([
  [{}, "https://grafana.example/d/abc?viewPanel=2"],
  [{ panelURL: "" }, "https://grafana.example/d/abc"],
  [{ panelURL: "", dashboardURL: "" }, "https://grafana.example/alerting/1afz29v7z/edit"],
  [{ panelURL: null, dashboardURL: null, generatorURL: null }, "https://grafana.example/"],
])("links to the panel, the dashboard, the rule, Grafana: %j", (more, url) => {
  expect(one(more)?.sourceUrl).toBe(url);
});

test("the button Test sends a test", () => {
  const labels = { alertname: "TestAlert", instance: "Grafana" };
  expect(read(group([alert({ labels })])).isTest).toBe(true);
  expect(read(group([alert({ labels }), alert()])).isTest).toBeUndefined();
  expect(read(group([])).isTest).toBeUndefined();
});

test("nulls where Grafana may send them", () => {
  expect(one({ annotations: null, values: null, valueString: null, startsAt: null })).toMatchObject({
    annotations: {},
    value: null,
    startsAt: null,
    sourceEventAt: receivedAt,
  });
  expect(one({ values: null })?.value).toMatch(/^\[ metric=/);
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
      alert({ status: "pending" }),
      alert({ labels: {} }),
      alert({ fingerprint: null }),
      alert({ startsAt: "yesterday" }),
      alert({ status: "resolved", endsAt: {} }),
    ]),
  );
  expect(observations).toHaveLength(1);
  expect(errors.map(({ path }) => path)).toEqual([
    "alerts.1",
    "alerts.2.status",
    "alerts.3.labels",
    "alerts.4.fingerprint",
    "alerts.5.startsAt",
    "alerts.6.endsAt",
  ]);
});

test.each([[null], [[]], ["text"], [{}], [{ alerts: null }]])("%j is unreadable", (body) => {
  expect(() => read(body)).toThrow(UnreadableError);
});

test("legacy alerting is told what to do", () => {
  const legacy = {
    title: "[Alerting] Panel",
    ruleId: 1,
    ruleName: "Panel",
    ruleUrl: "http://g/d",
    state: "alerting",
  };
  expect(() => read(legacy)).toThrow(/legacy alerting/);
});

test("text is unreadable", () => {
  expect(() => parse({ kind: "text", text: "alert!" }, context)).toThrow(UnreadableError);
});
