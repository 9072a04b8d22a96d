import { expect, it } from "vitest";
import { judgeSession, SESSION_LIFE_MS, sessionEnd } from "./session-life";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const alive = { expiresAt: ago(-1), revokedAt: null, lastSeenAt: now };

it.each([
  ["alive", alive],
  ["expired", { ...alive, expiresAt: now }],
  ["revoked", { ...alive, revokedAt: now }],
] as const)("%s", (reason, session) => {
  expect(judgeSession(session, now)).toMatchObject({ reason, alive: reason === "alive" });
});

it("is touched every ten minutes, not at every request", () => {
  expect(judgeSession({ ...alive, lastSeenAt: ago(9 * 60_000) }, now).touch).toBe(false);
  expect(judgeSession({ ...alive, lastSeenAt: ago(10 * 60_000) }, now).touch).toBe(true);
});

it("slides", () => expect(sessionEnd(now).getTime() - now.getTime()).toBe(SESSION_LIFE_MS));
