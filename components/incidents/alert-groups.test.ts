import { expect, test } from "vitest";
import { fillOutline, groupAlerts, trimDetail } from "./alert-groups";
import { alertOf, incidentOf } from "./test-fixture";
import { causeOf } from "./words";

const storm = Array.from({ length: 120 }, (_, number) =>
  alertOf(number, { service: number === 0 ? "database" : `service-${number % 6}` }),
);

test("the cause's service comes first, the first services open, the others one line each", () => {
  const groups = groupAlerts(storm);
  expect(groups.map((group) => [group.service, group.total, group.first])).toEqual([
    ["database", 1, 1],
    ["service-1", 20, 3],
    ["service-2", 20, 3],
    ["service-3", 20, 3],
    ["service-4", 20, 3],
    ["service-5", 20, 0],
    ["service-0", 19, 0],
  ]);
});

test("a few alerts are all shown", () => {
  expect(groupAlerts([alertOf(0), alertOf(1), alertOf(2)]).map((group) => group.first)).toEqual([3]);
  expect(trimDetail(incidentOf())).toBeNull();
});

test("what comes first looks as the whole will, and says the same of the cause", () => {
  const whole = incidentOf({ alerts: storm });
  const first = trimDetail(whole);
  expect(first?.detail.alerts.length).toBeLessThan(20);
  const before = fillOutline(first?.outline ?? [], first?.detail.alerts ?? []);
  const after = groupAlerts(whole.alerts);
  const open = (groups: typeof after) =>
    groups.map((group) => [group.service, group.total, group.firing, group.members.slice(0, group.first)]);
  expect(open(before)).toEqual(open(after));
  expect(causeOf(first?.detail ?? whole)?.evidence).toBe(causeOf(whole)?.evidence);
});
