import { describe, expect, it } from "vitest";
import { freeSlug, slugify } from "./slug";

describe("slugify", () => {
  it.each([
    ["Acme", "acme"],
    ["  Café & Söhne  ", "cafe-sohne"],
    ["日本", "organization"],
    ["---", "organization"],
    ["a".repeat(60), "a".repeat(40)],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("%s", (name, slug) => {
    expect(slugify(name, "organization")).toBe(slug);
  });
});

describe("freeSlug", () => {
  it("keeps a free one", () => expect(freeSlug("acme", [])).toBe("acme"));
  it("counts past taken ones", () => expect(freeSlug("acme", ["acme", "acme-2"])).toBe("acme-3"));
  it("never takes one of our own addresses", () => expect(freeSlug("api", [])).toBe("api-2"));
});
