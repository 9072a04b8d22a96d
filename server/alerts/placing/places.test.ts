import fc from "fast-check";
import { expect, it } from "vitest";
import { placesOf } from "./places";

const ids = (service: string | null, environment: string | null, labels: Record<string, string> = {}) =>
  placesOf({ service, environment, labels }).map(({ id }) => id);

it("names the service first, then what the labels name", () => {
  const places = placesOf({
    service: "pay",
    environment: "production",
    labels: { pod: "p", host: "h", job: "j" },
  });
  expect(places.map(({ key, value }) => [key, value])).toEqual([
    ["service", "pay"],
    ["host", "h"],
    ["pod", "p"],
  ]);
  expect(ids(null, null, { job: "j" })).toEqual([]);
});

it("gives the same thing the same id, an unnamed environment included", () => {
  expect(ids("pay", "production")).toEqual(ids("pay", "production"));
  expect(ids("pay", null)).toEqual(ids("pay", ""));
});

it("never confuses one environment, key or value with another, whatever they hold", () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, text, text, (environment, value, otherEnvironment, otherValue) => {
      const same = environment === otherEnvironment && value === otherValue;
      expect(ids(value, environment)[0] === ids(otherValue, otherEnvironment)[0]).toBe(same);
      expect(ids(value, environment)[0]).not.toBe(ids(null, environment, { host: value })[0]);
      expect(ids(value, environment)[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }),
  );
});
