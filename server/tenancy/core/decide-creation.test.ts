import { expect, it } from "vitest";
import { decideCreation } from "./decide-creation";

it.each([
  ["open", 0, false, true, "open"],
  ["open", 7, false, true, "open"],
  ["invite", 0, false, false, "by_invitation_only"],
  ["first", 0, false, true, "first"],
  ["first", 1, false, false, "not_first"],
  ["open", 0, true, false, "demo_person"],
  ["first", 0, true, false, "demo_person"],
] as const)("%s with %i organizations, demo person %s", (mode, count, demo, allowed, reason) => {
  expect(decideCreation(mode, count, demo)).toEqual({ allowed, reason });
});
