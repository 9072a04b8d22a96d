import { describe, expect, test } from "vitest";
import type { Observation, Transition } from "@/server/integrations/schema";
import { decideEpisode, type Episode } from "./episode";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute));

const observation = (transition: Transition, more: Partial<Observation> = {}): Observation => ({
  sourceEventAt: more.startsAt ?? at(5),
  dedupKey: "key",
  kind: "problem",
  transition,
  severity: "critical",
  sourceSeverity: "critical",
  alertName: "HighErrorRate",
  startsAt: null,
  endsAt: null,
  labels: {},
  annotations: {},
  value: null,
  sourceUrl: null,
  service: null,
  environment: null,
  instance: null,
  team: null,
  ...more,
});

const open: Episode = {
  startsAt: at(0),
  status: "firing",
  severity: "warning",
  sourceEventAt: at(2),
  acknowledgedAt: null,
  resolvedAt: null,
  resolvedReason: null,
};
const acknowledged: Episode = { ...open, status: "acknowledged", acknowledgedAt: at(2) };
const closed: Episode = { ...open, status: "resolved", resolvedAt: at(3), resolvedReason: "source" };
const closedByHand: Episode = { ...closed, resolvedReason: "person" };

type Row = [name: string, latest: Episode | null, said: Observation, decision: string, reason: string];

describe("a source that tells starts", () => {
  test.each<Row>([
    ["the first firing", null, observation("fire", { startsAt: at(0) }), "open", "first_firing"],
    [
      "still firing",
      open,
      observation("fire", { startsAt: at(0), sourceEventAt: at(2) }),
      "repeat",
      "still_firing",
    ],
    [
      "seen out of order",
      open,
      observation("fire", { startsAt: at(0), sourceEventAt: at(1) }),
      "repeat",
      "out_of_order",
    ],
    ["a newer start while open", open, observation("fire", { startsAt: at(9) }), "open", "newer_start"],
    ["a newer start after the end", closed, observation("fire", { startsAt: at(9) }), "open", "newer_start"],
    ["an older start", open, observation("fire", { startsAt: at(-9) }), "late", "older_start"],
    [
      "the same start after the end",
      closed,
      observation("fire", { startsAt: at(0), sourceEventAt: at(9) }),
      "repeat",
      "late_repeat",
    ],
    [
      "the same start after a person closed it",
      closedByHand,
      observation("fire", { startsAt: at(0), sourceEventAt: at(9) }),
      "repeat",
      "late_repeat",
    ],
    ["its end", open, observation("resolve", { startsAt: at(0), endsAt: at(4) }), "resolve", "by_source"],
    [
      "its end again",
      closed,
      observation("resolve", { startsAt: at(0), endsAt: at(4) }),
      "late",
      "already_resolved",
    ],
    [
      "its end again, earlier",
      closed,
      observation("resolve", { startsAt: at(0), endsAt: at(1) }),
      "correct_end",
      "ended_earlier",
    ],
    [
      "its end after a person closed it",
      closedByHand,
      observation("resolve", { startsAt: at(0), endsAt: at(1) }),
      "late",
      "already_resolved",
    ],
    [
      "an end before any firing",
      null,
      observation("resolve", { startsAt: at(0), endsAt: at(4) }),
      "open",
      "resolved_before_firing",
    ],
    [
      "the end of a newer episode first",
      open,
      observation("resolve", { startsAt: at(9), endsAt: at(12) }),
      "open",
      "resolved_before_firing",
    ],
    [
      "the end of an older episode",
      open,
      observation("resolve", { startsAt: at(-9), endsAt: at(4) }),
      "late",
      "older_start",
    ],
    [
      "acknowledged at the source",
      open,
      observation("acknowledge", { startsAt: at(0), sourceEventAt: at(5) }),
      "acknowledge",
      "by_source",
    ],
    [
      "acknowledged twice",
      acknowledged,
      observation("acknowledge", { startsAt: at(0), sourceEventAt: at(5) }),
      "repeat",
      "still_firing",
    ],
    [
      "unacknowledged at the source",
      acknowledged,
      observation("unacknowledge", { startsAt: at(0), sourceEventAt: at(5) }),
      "unacknowledge",
      "by_source",
    ],
    [
      "firing while acknowledged",
      acknowledged,
      observation("fire", { startsAt: at(0), sourceEventAt: at(5) }),
      "repeat",
      "still_firing",
    ],
    [
      "acknowledged before its firing came",
      null,
      observation("acknowledge", { startsAt: at(0) }),
      "open",
      "first_firing",
    ],
    ["a comment", open, observation("comment", { startsAt: at(0) }), "ignore", "not_about_state"],
    ["what is to be ignored", null, observation("ignore", { startsAt: at(0) }), "ignore", "not_about_state"],
  ])("%s", (_, latest, said, decision, reason) => {
    expect(decideEpisode(latest, said)).toMatchObject({ decision, reason });
  });
});

describe("a source that tells no start", () => {
  test.each<Row>([
    ["the first firing", null, observation("fire"), "open", "first_firing"],
    ["still firing", open, observation("fire"), "repeat", "still_firing"],
    ["firing after the close is new", closed, observation("fire"), "open", "fired_after_close"],
    ["firing after a person's close is new", closedByHand, observation("fire"), "open", "fired_after_close"],
    [
      "a firing from before the close",
      closed,
      observation("fire", { sourceEventAt: at(3) }),
      "repeat",
      "late_repeat",
    ],
    ["its end", open, observation("resolve"), "resolve", "by_source"],
    [
      "an end from before it was last seen",
      open,
      observation("resolve", { sourceEventAt: at(1) }),
      "ignore",
      "fired_since",
    ],
    ["an end again", closed, observation("resolve"), "late", "already_resolved"],
    ["an end of nothing", null, observation("resolve"), "ignore", "nothing_open"],
    ["an update of nothing", null, observation("update"), "ignore", "nothing_open"],
    ["an acknowledgement after the end", closed, observation("acknowledge"), "ignore", "nothing_open"],
  ])("%s", (_, latest, said, decision, reason) => {
    expect(decideEpisode(latest, said)).toMatchObject({ decision, reason });
  });
});

test("what opens says how: state, start, and whether another ends by it", () => {
  expect(decideEpisode(open, observation("fire", { startsAt: at(9) }))).toMatchObject({
    status: "firing",
    startsAt: at(9),
    closesPrevious: true,
  });
  expect(decideEpisode(closed, observation("acknowledge", { startsAt: at(9) }))).toMatchObject({
    status: "acknowledged",
    closesPrevious: false,
  });
  expect(decideEpisode(null, observation("fire"))).toMatchObject({ startsAt: at(5) });
});

test("no end lies before its start", () => {
  expect(decideEpisode(open, observation("resolve", { startsAt: at(0), endsAt: at(-7) }))).toMatchObject({
    resolvedAt: at(0),
  });
});
