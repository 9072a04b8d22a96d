import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Observation } from "@/server/integrations/schema";
import { severities } from "../schema";
import type { EpisodeChange, NewEpisode, StoredEpisode } from "./delivery-plan";
import { planDelivery } from "./plan-delivery";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute));

type Said = { key: string; start: number; kind: "fire" | "resolve"; minute: number };

/** How bad it is follows from when it was said, so that two observations differ wherever their times do. */
const observe = ({ key, start, kind, minute }: Said): Observation => ({
  sourceEventAt: at(start + minute),
  dedupKey: key,
  kind: "problem",
  transition: kind,
  severity: kind === "resolve" ? "info" : (severities[minute % 3] ?? "info"),
  sourceSeverity: null,
  alertName: "A",
  startsAt: at(start),
  endsAt: kind === "resolve" ? at(start + minute) : null,
  labels: {},
  annotations: { said: `${kind} ${minute}` },
  value: kind === "resolve" ? "ended" : String(minute),
  sourceUrl: null,
  service: null,
  environment: null,
  instance: null,
  team: null,
});

type Row = StoredEpisode & { key: string; previousId: string | null; repeats: number; value: string | null };

/** The table of alerts as ingestion would leave it. */
class Store {
  rows = new Map<string, Row>();
  private made = 0;

  latest(): Map<string, StoredEpisode> {
    const latest = new Map<string, StoredEpisode>();
    for (const row of this.rows.values()) {
      const known = latest.get(row.key);
      if (!known || row.startsAt > known.startsAt) latest.set(row.key, row);
    }
    return latest;
  }

  deliver(said: Observation[]) {
    const plan = planDelivery(this.latest(), said, () => `id-${++this.made}`);
    for (const change of plan.changes) this.change(change);
    for (const opening of plan.openings) this.open(opening);
    const open = [...this.rows.values()].filter((row) => !row.resolvedAt).map((row) => row.key);
    expect(new Set(open).size).toBe(open.length);
    expect(plan.opened + plan.repeated + plan.resolved + plan.ignored).toBe(said.length);
    return plan;
  }

  private change(change: EpisodeChange) {
    const row = this.rows.get(change.id);
    if (!row) throw new Error("A change needs its row.");
    this.rows.set(change.id, {
      ...row,
      repeats: row.repeats + change.repeats,
      sourceEventAt: change.sourceEventAt,
      severity: change.severity ?? row.severity,
      value: change.annotations ? change.value : row.value,
      ...(change.moves || change.corrects
        ? {
            status: change.status,
            acknowledgedAt: change.acknowledgedAt,
            resolvedAt: change.resolvedAt,
            resolvedReason: change.resolvedReason,
          }
        : {}),
    });
  }

  private open({ observation, ...episode }: NewEpisode) {
    this.rows.set(episode.id, { ...episode, key: observation.dedupKey });
  }

  /** What people see of each key in the end. */
  end() {
    return [...this.latest()]
      .map(([key, { startsAt, status, severity, sourceEventAt, resolvedAt, resolvedReason }]) => ({
        key,
        startsAt,
        status,
        severity,
        sourceEventAt,
        resolvedAt,
        resolvedReason,
        value: [...this.rows.values()].find((row) => row.key === key && row.startsAt === startsAt)?.value,
      }))
      .sort((a, b) => a.key.localeCompare(b.key));
  }
}

const said: fc.Arbitrary<Said> = fc.record({
  key: fc.constantFrom("a", "b"),
  start: fc.constantFrom(0, 100, 200),
  kind: fc.constantFrom("fire", "fire", "resolve"),
  minute: fc.integer({ min: 1, max: 40 }),
});
/** The same set, in any order, with any repetition, cut into any groups. */
const histories = fc
  .uniqueArray(said, {
    selector: (one) => `${one.key} ${one.start} ${one.minute}`,
    minLength: 1,
    maxLength: 12,
  })
  .chain((set) =>
    fc.tuple(
      fc.constant(set),
      fc
        .tuple(
          fc.shuffledSubarray(set, { minLength: set.length, maxLength: set.length }),
          fc.array(fc.constantFrom(...set), { maxLength: 8 }),
          fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
        )
        .map(([order, repeated, sizes]) => ({ list: [...order, ...repeated], sizes })),
    ),
  );

describe("any order, repetition and grouping", () => {
  test("ends alike", () => {
    fc.assert(
      fc.property(histories, ([set, { list, sizes }]) => {
        const inOrder = new Store();
        const ordered = [...set].sort((a, b) => a.start - b.start || a.minute - b.minute);
        for (const one of ordered) inOrder.deliver([observe(one)]);
        const shuffled = new Store();
        const rest = list.map(observe);
        for (let i = 0; rest.length; i++) shuffled.deliver(rest.splice(0, sizes[i % sizes.length]));
        expect(shuffled.end()).toEqual(inOrder.end());
      }),
      { numRuns: 2000 },
    );
  });
});

describe("one delivery", () => {
  const fire = (minute = 1) => observe({ key: "a", start: 0, kind: "fire", minute });
  const end = (minute = 9) => observe({ key: "a", start: 0, kind: "resolve", minute });

  test("that holds a firing and its end stores one resolved episode", () => {
    const store = new Store();
    const plan = store.deliver([end(), fire()]);
    expect(plan).toMatchObject({ opened: 1, resolved: 1, changes: [] });
    expect(plan.openings).toHaveLength(1);
    expect(store.end()).toMatchObject([{ status: "resolved", resolvedAt: at(9) }]);
  });

  test("wakes correlation when something opens, ends or grows worse, and not for a repeat", () => {
    const store = new Store();
    expect(store.deliver([fire(1)]).wakes).toBe(true); // warning
    expect(store.deliver([fire(1)]).wakes).toBe(false);
    expect(store.deliver([fire(2)])).toMatchObject({ wakes: false, changes: [{ severity: "info" }] });
    expect(store.deliver([fire(3)])).toMatchObject({ wakes: true, changes: [{ severity: "critical" }] });
    expect(store.deliver([end()]).wakes).toBe(true);
    expect(store.deliver([fire(3)]).wakes).toBe(false);
  });

  test("what we say ourselves is stored and not counted", () => {
    const plan = new Store();
    const own = { ...fire(), own: true };
    const made = planDelivery(plan.latest(), [own], () => "id");
    expect(made).toMatchObject({ opened: 0, repeated: 0, ignored: 0, wakes: true });
    expect(made.openings).toHaveLength(1);
  });

  test("changes are ordered as the rows are locked everywhere: by start, then id", () => {
    const store = new Store();
    const keys = ["c", "a", "b"];
    store.deliver(keys.map((key, i) => observe({ key, start: 2 - i, kind: "fire", minute: 1 })));
    const plan = store.deliver(keys.map((key, i) => observe({ key, start: 2 - i, kind: "fire", minute: 2 })));
    expect(plan.changes.map(({ startsAt }) => startsAt)).toEqual([at(0), at(1), at(2)]);
  });
});
