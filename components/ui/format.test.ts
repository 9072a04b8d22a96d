import { describe, expect, it } from "vitest";
import {
  formatAge,
  formatBytes,
  formatCompact,
  formatDay,
  formatDuration,
  formatInstant,
  formatRelative,
  formatShare,
  plural,
  speakDuration,
} from "./format";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("durations", () => {
  it.each([
    [0, "0s"],
    [-5 * SECOND, "0s"],
    [59_999, "59s"],
    [MINUTE, "1m"],
    [59 * MINUTE + 59 * SECOND, "59m"],
    [HOUR, "1h"],
    [2 * HOUR + 5 * MINUTE, "2h 5m"],
    [3 * DAY + 4 * HOUR + 59 * MINUTE, "3d 4h"],
    [41 * DAY + 3 * HOUR, "41d"],
  ])("%d ms is %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  it("is read aloud in whole words", () => {
    expect(speakDuration(2 * HOUR + MINUTE)).toBe("2 hours 1 minute");
  });
});

describe("moments", () => {
  it.each([
    [2 * SECOND, "just now"],
    [-2 * SECOND, "just now"],
    [42 * SECOND, "42s ago"],
    [-2 * HOUR, "in 2h"],
    [29 * DAY, "4w ago"],
    [800 * DAY, "2y ago"],
  ])("%d ms back is %s", (back, text) =>
    expect(formatRelative(10_000 * DAY, 10_000 * DAY + back)).toBe(text),
  );

  it("an age never is negative when clocks differ", () => expect(formatAge(-MINUTE)).toBe("0s"));

  it("the exact instant names its zone", () => {
    expect(formatInstant(Date.UTC(2026, 10, 23, 7, 2, 9), "UTC")).toBe("Mon, 23 Nov 2026, 07:02:09 UTC");
  });

  it("a day is the same day in every zone", () => expect(formatDay("2026-11-03")).toBe("3 Nov"));
});

describe("counts", () => {
  it("a share never stands without its counts", () => {
    expect(formatShare(25, 30)).toBe("83 % (25 of 30)");
    expect(formatShare(0, 0)).toBe("none yet");
  });

  it("fits a badge", () =>
    expect([950, 1234, 34_000, 5_000_000].map(formatCompact)).toEqual(["950", "1.2k", "34k", "5M"]));

  it("says bytes and plurals", () => {
    expect(formatBytes(10_485_760)).toBe("10 MB");
    expect(formatBytes(1500)).toBe("1.5 KB");
    expect(plural(1, "alert")).toBe("1 alert");
    expect(plural(1200, "delivery", "deliveries")).toBe("1,200 deliveries");
  });
});
