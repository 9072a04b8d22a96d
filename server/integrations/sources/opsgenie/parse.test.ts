import { describe, expect, test } from "vitest";
import { UnreadableError } from "../port";
import { parse } from "./parse";

const receivedAt = new Date("2026-11-20T12:00:00Z");
const context = { receivedAt, settings: {}, headers: {} };
const read = (value: unknown) => parse({ kind: "json", value }, context);

const created = Date.UTC(2026, 10, 20, 10);
const minutes = (count: number) => created + count * 60_000;

/** As https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/ documents an action. */
const action = (name: string, alert: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  action: name,
  source: { name: "web", type: "API" },
  integrationId: "37c8f316-17c6-49d7-899b-9c7e540c048d",
  integrationName: "Checkout API",
  alert: {
    alertId: "052652ac-5d1c-464a-812a-7dd18bbfba8c",
    message: "5xx above 5 %",
    tags: ["env:production", "team=payments", "canary"],
    tinyId: "23",
    alias: "checkout-5xx",
    priority: "P1",
    entity: "checkout",
    source: "10.0.0.7",
    createdAt: created,
    updatedAt: minutes(1),
    username: "ann@example.com",
    userId: "daed1180-0ce8-438b-8f8e-57e1a5920a2d",
    description: "Error rate by route",
    details: { region: "eu-west-1" },
    ...alert,
  },
  ...more,
});

test("a created alert", () => {
  expect(read(action("Create"))).toEqual({
    errors: [],
    truncated: 0,
    observations: [
      {
        sourceEventAt: new Date(minutes(1)),
        dedupKey: "052652ac-5d1c-464a-812a-7dd18bbfba8c",
        kind: "problem",
        transition: "fire",
        severity: "critical",
        sourceSeverity: "P1",
        alertName: "5xx above 5 %",
        startsAt: new Date(created),
        endsAt: null,
        labels: {
          env: "production",
          team: "payments",
          canary: "true",
          region: "eu-west-1",
          entity: "checkout",
          alias: "checkout-5xx",
          opsgenie_source: "10.0.0.7",
          opsgenie_integration: "Checkout API",
        },
        annotations: { description: "Error rate by route" },
        value: null,
        sourceUrl: "https://app.opsgenie.com/alert/detail/052652ac-5d1c-464a-812a-7dd18bbfba8c/details",
        service: "checkout",
        environment: "production",
        instance: null,
        team: "payments",
      },
    ],
  });
});

describe("an action", () => {
  test.each([
    ["Acknowledge", "acknowledge"],
    ["UnAcknowledge", "unacknowledge"],
    ["UpdatePriority", "update"],
    ["UpdateMessage", "update"],
    ["AddNote", "comment"],
    ["AssignOwnership", "comment"],
    ["EscalateNext", "comment"],
    ["SnoozeEnded", "comment"],
    ["MyCustomAction", "ignore"],
    ["constructor", "ignore"],
  ])("%s is %s, of the same alert, and ends nothing", (name, transition) => {
    expect(read(action(name, { updatedAt: minutes(5) })).observations[0]).toMatchObject({
      transition,
      dedupKey: "052652ac-5d1c-464a-812a-7dd18bbfba8c",
      startsAt: new Date(created),
      sourceEventAt: new Date(minutes(5)),
      endsAt: null,
    });
  });

  test.each(["Close", "Delete"])("%s resolves when it was done, with the start it had", (name) => {
    const [one] = read(action(name, { updatedAt: minutes(9) })).observations;
    expect(one).toMatchObject({
      transition: "resolve",
      startsAt: new Date(created),
      endsAt: new Date(minutes(9)),
    });
    expect(one?.annotations.end).toBe(name === "Delete" ? "The alert was deleted in Opsgenie." : undefined);
  });

  test("of a later alert with the same alias is another alert", () => {
    const [one] = read(action("Create", { alertId: "another" })).observations;
    expect(one?.dedupKey).toBe("another");
  });

  test("carries its note", () => {
    expect(read(action("AddNote", { note: "Rolled back" })).observations[0]?.annotations.note).toBe(
      "Rolled back",
    );
  });
});

test.each([
  ["P1", "critical"],
  ["P2", "critical"],
  ["P3", "warning"],
  ["P4", "warning"],
  ["P5", "info"],
  ["P9", "warning"],
])("priority %s is %s", (priority, severity) => {
  expect(read(action("Create", { priority })).observations[0]).toMatchObject({
    severity,
    sourceSeverity: priority,
  });
});

test("what is null is not there: no time, tags, details, priority, entity or message", () => {
  const nothing = {
    message: null,
    tags: null,
    details: null,
    priority: null,
    entity: null,
    alias: null,
    source: null,
    description: null,
    createdAt: null,
    updatedAt: null,
  };
  expect(read(action("Close", nothing, { integrationName: null })).observations[0]).toMatchObject({
    alertName: "Opsgenie alert 23",
    severity: "warning",
    sourceSeverity: null,
    startsAt: null,
    sourceEventAt: receivedAt,
    endsAt: receivedAt,
    labels: {},
    service: null,
  });
});

test.each([
  [null],
  [[]],
  [{}],
  [{ alerts: [] }],
  [{ action: "Create" }],
  [{ action: "Create", alert: { message: "x" } }],
])("%j is unreadable", (value) => {
  expect(() => read(value)).toThrow(UnreadableError);
});

test("text is unreadable", () => {
  expect(() => parse({ kind: "text", text: "Create" }, context)).toThrow(UnreadableError);
});
