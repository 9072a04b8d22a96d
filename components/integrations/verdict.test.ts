import { describe, expect, test } from "vitest";
import { verdictOf } from "./verdict";

const at = new Date("2026-01-05T10:00:00Z");
const none = { lastDeliveryAt: null, firstFireAt: null, firstResolveAt: null };

describe("what an integration has shown", () => {
  test("nothing yet", () => expect(verdictOf(none, "always").status).toBe("never"));
  test("a delivery that fired nothing", () =>
    expect(verdictOf({ ...none, lastDeliveryAt: at }, "always").status).toBe("pending"));
  test("a fire without its end asks for the end", () => {
    const verdict = verdictOf({ lastDeliveryAt: at, firstFireAt: at, firstResolveAt: null }, "if_configured");
    expect(verdict.status).toBe("pending");
    expect(verdict.next).toMatch(/clear/);
  });
  test("a tool that never sends an end is not asked for one", () =>
    expect(
      verdictOf({ lastDeliveryAt: at, firstFireAt: at, firstResolveAt: null }, "never").next,
    ).toBeNull());
  test("fire and resolve", () =>
    expect(verdictOf({ lastDeliveryAt: at, firstFireAt: at, firstResolveAt: at }, "always").status).toBe(
      "verified",
    ));
});
