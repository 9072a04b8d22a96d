import fc from "fast-check";
import { expect, it } from "vitest";
import { carriesAcknowledgement } from "./merge";
import { type SummaryAlert, summarize } from "./summarize";

const alert = (over: Partial<SummaryAlert>): SummaryAlert => ({
  id: "a",
  alertName: "HighErrorRate",
  severity: "warning",
  service: "checkout",
  environment: "production",
  timestamp: new Date(1000),
  ...over,
});

it("titles by the worst alert, then the earliest, and counts the other services", () => {
  const summary = summarize([
    alert({ id: "1", timestamp: new Date(1) }),
    alert({
      id: "2",
      alertName: "DiskFull",
      severity: "critical",
      service: "payments-db",
      timestamp: new Date(5),
    }),
    alert({ id: "3", service: "search" }),
  ]);
  expect(summary).toMatchObject({
    title: "DiskFull on payments-db in production, 2 other services",
    severity: "critical",
    startedAt: new Date(1),
    rootCauseAlertId: "1",
    affectedServices: ["checkout", "payments-db", "search"],
  });
});

it("says what it can of an alert without service or environment, and nothing of none", () => {
  expect(summarize([alert({ service: null, environment: null })])?.title).toBe("HighErrorRate");
  expect(summarize([])).toBeNull();
});

it("does not depend on the order of alerts", () => {
  const some = fc.record({
    id: fc.uuid(),
    alertName: fc.constantFrom("A", "B"),
    severity: fc.constantFrom("critical", "warning", "info"),
    service: fc.option(fc.constantFrom("x", "y"), { nil: null }),
    environment: fc.constant("production"),
    timestamp: fc.date({ min: new Date(0), max: new Date(1e12), noInvalidDate: true }),
  }) as fc.Arbitrary<SummaryAlert>;
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: (item) => item.id, maxLength: 8 }), (alerts) => {
      expect(summarize([...alerts].reverse())).toEqual(summarize(alerts));
    }),
  );
});

it.each([
  [
    { severity: "warning", acknowledgedAt: new Date(1) },
    { severity: "critical", acknowledgedAt: new Date(1) },
    false,
  ],
  [{ severity: "warning", acknowledgedAt: null }, { severity: "warning", acknowledgedAt: null }, false],
  [
    { severity: "critical", acknowledgedAt: null },
    { severity: "warning", acknowledgedAt: new Date(1) },
    false,
  ],
  [
    { severity: "warning", acknowledgedAt: null },
    { severity: "critical", acknowledgedAt: new Date(1) },
    true,
  ],
  [{ severity: "warning", acknowledgedAt: null }, { severity: "warning", acknowledgedAt: new Date(1) }, true],
] as const)(
  "carries an acknowledgement over a merge only where nothing worse hides: %o + %o → %s",
  (into, other, carries) => {
    expect(carriesAcknowledgement(into, other).carries).toBe(carries);
  },
);
