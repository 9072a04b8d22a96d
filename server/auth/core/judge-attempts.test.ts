import { expect, it } from "vitest";
import { ATTEMPT_WINDOW_MS, judgeAttempts } from "./judge-attempts";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const many = (count: number, ms: number) => Array.from({ length: count }, (_, n) => ago(ms + n));

it("lets the tenth through and not the eleventh", () => {
  expect(judgeAttempts([{ at: many(9, 1000), limit: 10 }], now).allowed).toBe(true);
  expect(judgeAttempts([{ at: many(10, 1000), limit: 10 }], now)).toMatchObject({
    allowed: false,
    reason: "limit_reached",
  });
});

it("forgets what has left the window", () => {
  expect(judgeAttempts([{ at: many(10, ATTEMPT_WINDOW_MS), limit: 10 }], now).allowed).toBe(true);
});

it("says when the next is let through: when only nine are left in the window", () => {
  const at = [...many(9, 1000), ago(10 * 60_000)];
  expect(judgeAttempts([{ at, limit: 10 }], now).retryAt).toEqual(ago(10 * 60_000 - ATTEMPT_WINDOW_MS));
});

it("obeys the strictest of several keys", () => {
  const verdict = judgeAttempts(
    [
      { at: many(2, 1000), limit: 10 },
      { at: many(30, 60_000), limit: 30 },
    ],
    now,
  );
  expect(verdict.allowed).toBe(false);
});
