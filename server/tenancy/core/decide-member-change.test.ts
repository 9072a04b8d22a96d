import { expect, it } from "vitest";
import { decideMemberChange } from "./decide-member-change";

it.each([
  ["an admin promotes a viewer", { by: "admin", from: "viewer", to: "admin", ownerCount: 1 }, "allowed"],
  ["an admin makes an owner", { by: "admin", from: "viewer", to: "owner", ownerCount: 1 }, "owners_only"],
  ["an admin demotes an owner", { by: "admin", from: "owner", to: "viewer", ownerCount: 2 }, "owners_only"],
  ["an admin removes an owner", { by: "admin", from: "owner", to: null, ownerCount: 2 }, "owners_only"],
  ["an admin invites an owner", { by: "admin", from: null, to: "owner", ownerCount: 1 }, "owners_only"],
  ["an owner makes an owner", { by: "owner", from: "member", to: "owner", ownerCount: 1 }, "allowed"],
  ["one of two owners leaves", { by: "owner", from: "owner", to: null, ownerCount: 2 }, "allowed"],
  ["the last owner leaves", { by: "owner", from: "owner", to: null, ownerCount: 1 }, "last_owner"],
  ["the last owner steps down", { by: "owner", from: "owner", to: "admin", ownerCount: 1 }, "last_owner"],
  ["the last owner stays one", { by: "owner", from: "owner", to: "owner", ownerCount: 1 }, "unchanged"],
] as const)("%s", (_, change, reason) => {
  expect(decideMemberChange(change).reason).toBe(reason);
});
