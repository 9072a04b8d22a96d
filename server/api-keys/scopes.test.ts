import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/server/kernel/permissions";
import { knownScopes, scopesBeyond, scopesOfPreset } from "./scopes";

describe("scopes", () => {
  it("a read key holds no write", () => {
    expect(scopesOfPreset("read").every((scope) => scope.endsWith(":read"))).toBe(true);
  });
  it("an admin key cannot delete the organization", () => {
    expect(scopesOfPreset("admin")).toContain("keys:write");
    expect(scopesOfPreset("admin")).not.toContain("organization:delete");
  });
  it("names what the creator lacks", () => {
    expect(scopesBeyond(["organization:delete", "alerts:read"], permissionsOf("admin"))).toEqual([
      "organization:delete",
    ]);
  });
  it("forgets scopes that no longer exist", () => {
    expect(knownScopes(["alerts:read", "coffee:brew"])).toEqual(["alerts:read"]);
  });
});
