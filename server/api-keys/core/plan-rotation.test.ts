import { expect, it } from "vitest";
import { planRotation, ROTATION_OVERLAP_MS } from "./plan-rotation";

const createdAt = new Date("2026-11-01T00:00:00Z");
const now = new Date("2026-11-23T00:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

it("keeps the old key for 24 hours", () => {
  expect(planRotation({ createdAt, expiresAt: null }, now)).toEqual({
    oldExpiresAt: new Date(now.getTime() + ROTATION_OVERLAP_MS),
    newExpiresAt: null,
  });
});

it("never makes the old key live longer than it would have", () => {
  const soon = new Date(now.getTime() + 60_000);
  expect(planRotation({ createdAt, expiresAt: soon }, now).oldExpiresAt).toEqual(soon);
});

it("gives the new key the lifetime of the old", () => {
  expect(planRotation({ createdAt, expiresAt: inDays(8) }, now)).toEqual({
    oldExpiresAt: inDays(1),
    newExpiresAt: inDays(30),
  });
});
