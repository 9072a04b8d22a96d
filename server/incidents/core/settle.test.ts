import { describe, expect, it } from "vitest";
import { type AlertTally, decideReturn, type SettleState, settle } from "./settle";

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 12, minutes));
const settings = { quietMs: 5 * 60_000, reopenMs: 30 * 60_000 };
const open: SettleState = {
  status: "open",
  severity: "warning",
  severitySetBy: null,
  titleSetBy: null,
  clearedAt: null,
  resolvedAt: null,
  mergedInto: null,
};
const summary = {
  title: "T",
  severity: "warning" as const,
  startedAt: at(0),
  affectedServices: [],
  affectedEnvironments: [],
  rootCauseAlertId: "a",
};
const firing: AlertTally = { total: 2, holding: 1, lastClearedAt: at(1), summary };
const clear = (minute: number): AlertTally => ({ total: 2, holding: 0, lastClearedAt: at(minute), summary });

describe("settle", () => {
  const table: [string, SettleState, AlertTally, number, Partial<ReturnType<typeof settle>>][] = [
    ["fires", open, firing, 2, { reason: "firing", clearedAt: null, resolveAt: null, dueAt: null }],
    [
      "has no alerts: only a person ends it",
      open,
      { total: 0, holding: 0, lastClearedAt: null, summary: null },
      99,
      { reason: "no_alerts", resolveAt: null },
    ],
    [
      "has just cleared",
      open,
      clear(2),
      3,
      { reason: "cleared", clearedAt: at(2), dueAt: at(7), resolveAt: null },
    ],
    [
      "is quiet, not yet long enough",
      { ...open, clearedAt: at(2) },
      clear(2),
      6,
      { reason: "quiet", dueAt: at(7), resolveAt: null },
    ],
    [
      "ends exactly when the quiet time is over, as of when it cleared",
      { ...open, clearedAt: at(2) },
      clear(2),
      7,
      { reason: "resolved_after_quiet", resolveAt: at(2) },
    ],
    [
      "fires again while quiet",
      { ...open, clearedAt: at(2) },
      firing,
      4,
      { reason: "fired_again", clearedAt: null, resolveAt: null },
    ],
    [
      "fires again shortly after its end",
      { ...open, status: "resolved", resolvedAt: at(10) },
      firing,
      40,
      { reason: "reopened", reopen: true },
    ],
    [
      "fires again too long after its end",
      { ...open, status: "resolved", resolvedAt: at(9) },
      firing,
      40,
      { reason: "too_long_resolved", reopen: false },
    ],
    [
      "stays resolved",
      { ...open, status: "resolved", resolvedAt: at(9) },
      clear(9),
      40,
      { reason: "already_resolved", resolveAt: null },
    ],
    [
      "was merged: nothing moves it",
      { ...open, mergedInto: "x" },
      firing,
      40,
      { reason: "merged", reopen: false },
    ],
  ];
  it.each(table)("%s", (_, state, tally, minute, expected) => {
    expect(settle(state, tally, settings, at(minute))).toMatchObject(expected);
  });

  it("raises severity with alerts, never lowers it, and leaves a person's choice", () => {
    const critical = { ...firing, summary: { ...summary, severity: "critical" as const } };
    expect(settle(open, critical, settings, at(2)).severity).toBe("critical");
    expect(settle({ ...open, severity: "critical" }, firing, settings, at(2)).severity).toBe("critical");
    expect(
      settle({ ...open, severity: "info", severitySetBy: "Ann" }, critical, settings, at(2)).severity,
    ).toBe("info");
  });

  it("ends at once without a quiet time", () => {
    expect(settle(open, clear(2), { ...settings, quietMs: 0 }, at(2)).resolveAt).toEqual(at(2));
  });
});

describe("decideReturn", () => {
  it.each([
    [{ resolvedAt: null, mergedInto: null }, "join"],
    [{ resolvedAt: at(0), mergedInto: null }, "reopen"],
    [{ resolvedAt: new Date(at(30).getTime() - settings.reopenMs - 1), mergedInto: null }, "follow"],
    [{ resolvedAt: at(29), mergedInto: "x" }, "follow"],
  ] as const)("%o → %s", (previous, decision) => {
    expect(decideReturn(previous, at(30), settings.reopenMs).decision).toBe(decision);
  });
});
