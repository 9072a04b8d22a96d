import { expect, it } from "vitest";
import { fromWire, schemaToWire, toWire } from "./wire";

it("renames keys at every depth, sends instants as ISO and leaves opaque maps alone", () => {
  const value = {
    alertName: "A",
    lastSeenAt: new Date(0),
    items: [{ repeatCount: 1 }],
    labels: { camelCase: "x", snake_case: "y" },
    none: null,
  };
  expect(toWire(value)).toEqual({
    alert_name: "A",
    last_seen_at: "1970-01-01T00:00:00.000Z",
    items: [{ repeat_count: 1 }],
    labels: { camelCase: "x", snake_case: "y" },
    none: null,
  });
  expect(fromWire({ alert_ids: ["a"], settings: { a_b: 1 }, team_id: null })).toEqual({
    alertIds: ["a"],
    settings: { a_b: 1 },
    teamId: null,
  });
});

it("renames a schema's properties but not its values", () => {
  const schema = {
    type: "object",
    properties: { alertName: { enum: ["camelCase"] }, labels: { properties: { camelCase: {} } } },
    required: ["alertName"],
  };
  expect(schemaToWire(schema)).toEqual({
    type: "object",
    properties: { alert_name: { enum: ["camelCase"] }, labels: { properties: { camelCase: {} } } },
    required: ["alert_name"],
  });
});
