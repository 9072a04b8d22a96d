import { expect, it } from "vitest";
import { judgeInvitation } from "./judge-invitation";

const now = new Date("2026-11-23T10:00:00Z");
const later = new Date(now.getTime() + 1);

it.each([
  ["pending", { acceptedAt: null, revokedAt: null, expiresAt: later }],
  ["expired", { acceptedAt: null, revokedAt: null, expiresAt: now }],
  ["revoked", { acceptedAt: null, revokedAt: now, expiresAt: later }],
  ["accepted", { acceptedAt: now, revokedAt: null, expiresAt: now }],
] as const)("%s", (state, invitation) => {
  expect(judgeInvitation(invitation, now)).toBe(state);
});
