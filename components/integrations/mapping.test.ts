import { JSONPathEnvironment } from "json-p3";
import { describe, expect, test } from "vitest";
import { formOf, settingsOf } from "./mapping";
import { previewOf } from "./mapping-preview";

const environment = new JSONPathEnvironment();
const query = (path: string, value: unknown) =>
  environment
    .compile(path)
    .query(value as never)
    .values();
const empty = formOf({});

describe("the mapping form", () => {
  test("gives back the settings it was made of", () => {
    const settings = {
      alerts: "$.events",
      fields: { name: "$.what", service: "billing" },
      severities: { P1: "critical", "a = b": "info" },
      resolvedValues: ["good", "fine"],
    };
    expect(settingsOf(formOf(settings))).toEqual({ settings });
  });

  test("leaves what is empty to the default", () => {
    expect(settingsOf(empty)).toEqual({ settings: { fields: {}, severities: {} } });
  });

  test("names the line that is no severity", () => {
    expect(settingsOf({ ...empty, severities: "P1 = terrible" })).toHaveProperty(
      "problem",
      expect.stringContaining("P1 = terrible"),
    );
  });
});

describe("the preview", () => {
  const payload = JSON.stringify({ events: [{ what: "Ledger stuck" }, {}] });

  test("reads each path in the first alert", () => {
    const form = { ...empty, alerts: "$.events", fields: { name: "$.what", key: "$.no", service: "fixed" } };
    expect(previewOf(payload, form, query)).toEqual({
      problem: null,
      alerts: 2,
      values: {
        name: { text: "Ledger stuck" },
        key: { problem: "leads to nothing here" },
        service: { text: "fixed" },
      },
    });
  });

  test("says what is wrong with the payload or the path", () => {
    expect(previewOf("{", empty, query).problem).toMatch(/not JSON/);
    expect(previewOf(payload, { ...empty, alerts: "$[" }, query).problem).toMatch(/^Path to the alerts/);
    expect(previewOf(payload, { ...empty, alerts: "$.none" }, query).problem).toMatch(/no alert/);
  });
});
