import { expect, test } from "vitest";
import { alertOf, incidentOf } from "./test-fixture";
import { causeOf, fewOf, reachOf, unsaid, webAddress } from "./words";

test("the reach is said with its numbers", () => {
  expect(reachOf(incidentOf())).toBe("2 alerts fire.");
  expect(reachOf(incidentOf({ firingCount: 1, affectedServices: ["a", "b"] }))).toBe(
    "1 of 2 alerts still fires across 2 services.",
  );
  expect(reachOf(incidentOf({ firingCount: 0 }))).toBe("All of 2 alerts have cleared.");
  expect(reachOf(incidentOf({ resolvedAt: new Date(), customerImpact: true }))).toBe(
    "2 alerts, all over. Customers are affected.",
  );
  expect(reachOf(incidentOf({ alerts: [] }))).toBe("Declared by hand, without alerts.");
});

test("a cause that fired first says by how much", () => {
  expect(causeOf(incidentOf())?.evidence).toBe("It fired first, 1m before the next of 2 alerts.");
});

test("a cause that did not fire first says why it was taken for one", () => {
  const alerts = [alertOf(0, { timestamp: alertOf(5).alert.timestamp }), alertOf(1)];
  const cause = causeOf(incidentOf({ alerts }));
  expect(cause).toMatchObject({ certainty: "Likely", evidence: "Joined because of reason 0." });
});

test("a lone alert is not called likely", () => {
  expect(causeOf(incidentOf({ alerts: [alertOf(0)] }))?.certainty).toBe("Only alert");
});

test("where no alert is named, none is made up", () => {
  expect(causeOf(incidentOf({ alerts: [alertOf(1), alertOf(2)] }))).toBeNull();
});

test("only web addresses become links", () => {
  expect(webAddress("javascript:alert(1)")).toBeNull();
  expect(webAddress("data:text/html,x")).toBeNull();
  expect(webAddress("prometheus/graph")).toBeNull();
  expect(webAddress("https://example.com/a b")).toBe("https://example.com/a%20b");
});

test("names", () => {
  expect(fewOf(["a", "b", "c"], 2)).toBe("a, b +1");
  expect(unsaid("Slow on checkout", ["checkout", "cart"])).toEqual(["cart"]);
});
