import { describe, expect, it } from "vitest";
import { judgeKey } from "./judge-key";

const now = new Date("2026-11-23T10:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

describe("judgeKey", () => {
  it.each([
    ["without an end", { expiresAt: null, revokedAt: null }, "active"],
    ["before its expiry", { expiresAt: after, revokedAt: null }, "active"],
    ["at its expiry", { expiresAt: now, revokedAt: null }, "expired"],
    ["after its expiry", { expiresAt: before, revokedAt: null }, "expired"],
    ["revoked", { expiresAt: after, revokedAt: now }, "revoked"],
    ["revoked and expired", { expiresAt: before, revokedAt: before }, "revoked"],
  ])("%s", (_, key, reason) => {
    expect(judgeKey(key, now)).toEqual({ accepted: reason === "active", reason });
  });
});
