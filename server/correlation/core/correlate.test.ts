import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placesOf } from "@/server/alerts";
import { type Candidate, type CorrelationAlert, correlate } from "./correlate";

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);
const windowMs = 5 * 60_000;

type Seed = Partial<Omit<CorrelationAlert, "places">> & {
  service?: string | null;
  labels?: Record<string, string>;
};
const alert = (id: string, { service = "checkout", labels = {}, ...over }: Seed = {}): CorrelationAlert => {
  const plain = { id, environment: "production", timestamp: at(0), mutedBy: null, ...over };
  return { ...plain, places: placesOf({ service, labels, environment: plain.environment }) };
};
const placesAt = (seed: Seed) => new Set(alert("", seed).places.map(({ id }) => id));
const incident = (id: string, over: Partial<Candidate> = {}): Candidate => ({
  id,
  lastAlertAt: at(0),
  places: placesAt({ service: "checkout" }),
  ...over,
});
const run = (alerts: CorrelationAlert[], open: Candidate[] = []) =>
  correlate(alerts, open, { windowMs }, ({ id }) => `new-${id}`);
const targets = (alerts: CorrelationAlert[], open: Candidate[] = []) =>
  run(alerts, open).map((placement) => (placement.decision === "muted" ? null : placement.incidentId));

describe("correlate", () => {
  it("never joins by time alone", () => {
    expect(targets([alert("a"), alert("b", { service: "search" }), alert("c", { service: null })])).toEqual([
      "new-a",
      "new-b",
      "new-c",
    ]);
  });

  it("joins by service within the window, and not beyond it", () => {
    expect(targets([alert("a", { timestamp: at(300) })], [incident("i")])).toEqual(["i"]);
    expect(targets([alert("a", { timestamp: at(301) })], [incident("i")])).toEqual(["new-a"]);
  });

  it("never joins across environments, named or not", () => {
    expect(
      targets([alert("a", { environment: "staging" }), alert("b", { environment: null })], [incident("i")]),
    ).toEqual(["new-a", "new-b"]);
  });

  it.each(["deployment", "host", "pod"])("joins by the same %s without a service", (key) => {
    const open = incident("i", {
      places: placesAt({ service: "other", labels: { [key]: "x" } }),
    });
    const [placement] = run([alert("a", { service: null, labels: { [key]: "x" } })], [open]);
    expect(placement).toMatchObject({
      decision: "join",
      incidentId: "i",
      link: { method: "label", evidence: { shared: key, value: "x" } },
    });
  });

  it("moves the window with new episodes, so that a long incident stays one", () => {
    expect(
      targets(
        [
          alert("a", { timestamp: at(280) }),
          alert("b", { timestamp: at(560) }),
          alert("c", { timestamp: at(840) }),
        ],
        [incident("i")],
      ),
    ).toEqual(["i", "i", "i"]);
  });

  it("lets an alert widen the incident it joined to its own labels", () => {
    const placed = targets(
      [
        alert("a", { labels: { host: "h1" }, timestamp: at(1) }),
        alert("b", { service: "db", labels: { host: "h1" }, timestamp: at(2) }),
      ],
      [incident("i")],
    );
    expect(placed).toEqual(["i", "i"]);
  });

  it("prefers the incident nearest in time", () => {
    expect(
      targets(
        [alert("a", { timestamp: at(100) })],
        [incident("far"), incident("near", { lastAlertAt: at(90) })],
      ),
    ).toEqual(["near"]);
  });

  it("opens nothing for a muted alert and says what muted it", () => {
    expect(run([alert("a", { mutedBy: "silence 7" })])).toEqual([
      { alertId: "a", decision: "muted", reason: "silence 7" },
    ]);
  });

  it("says in words why an alert is where it is", () => {
    const [placement] = run([alert("a", { timestamp: at(40) })], [incident("i")]);
    expect(placement).toMatchObject({
      link: {
        sentence: "Joined because it shares the service checkout in production with an alert 40 s apart.",
      },
    });
  });

  it("does not depend on the order in which a batch arrives", () => {
    const some = fc.record({
      id: fc.uuid(),
      service: fc.option(fc.constantFrom("a", "b"), { nil: null }),
      environment: fc.constantFrom("production", "staging"),
      second: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: (item) => item.id, maxLength: 12 }), (items) => {
        const alerts = items.map(({ id, service, environment, second }) =>
          alert(id, { service, environment, timestamp: at(second) }),
        );
        expect(run([...alerts].reverse())).toEqual(run(alerts));
      }),
    );
  });
});
