import { expect, it } from "vitest";
import { isActive, organizationNavigation, phoneNavigation } from "./navigation";

const navigation = organizationNavigation("acme", { incidents: { count: 3, tone: "critical" } });

it("marks one place for every address", () => {
  const activeAt = (path: string) => navigation.filter((item) => isActive(item, path)).map((item) => item.id);
  expect(activeAt("/acme")).toEqual(["overview"]);
  expect(activeAt("/acme/incidents/INC-42")).toEqual(["incidents"]);
  expect(activeAt("/acme/incidents-archive")).toEqual([]);
  expect(activeAt("/acme/settings/members")).toEqual(["settings"]);
});

it("leaves room for More in a phone's bar of five", () => {
  expect(phoneNavigation(navigation).map((item) => item.label)).toEqual([
    "Overview",
    "Incidents",
    "Alerts",
    "Integrations",
  ]);
});

it("gives every place a shortcut of its own", () => {
  expect(new Set(navigation.map((item) => item.keys)).size).toBe(navigation.length);
});
