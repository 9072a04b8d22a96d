import { expect, it } from "vitest";
import { decideSignUp } from "./decide-sign-up";

it.each([
  ["open", 3, false, "open"],
  ["first", 0, false, "first"],
  ["first", 1, false, "closed"],
  ["first", 1, true, "invited"],
  ["invite", 0, false, "closed"],
  ["invite", 0, true, "invited"],
] as const)("%s, %i organizations, invited %s: %s", (mode, organizationCount, isInvited, reason) => {
  expect(decideSignUp({ mode, organizationCount, isInvited, isDemoPerson: false }).reason).toBe(reason);
});

it("never makes the demo's person", () => {
  expect(
    decideSignUp({ mode: "open", organizationCount: 0, isInvited: true, isDemoPerson: true }).allowed,
  ).toBe(false);
});
