import { expect, it } from "vitest";
import { z } from "zod";
import { fromWire, schemaToWire, toWire } from "./wire";

const Settings = z.object({ quietMinutes: z.number(), byTeam: z.record(z.string(), z.unknown()).optional() });
const Thing = z.object({
  alertName: z.string(),
  lastSeenAt: z.date().nullable(),
  items: z.array(z.object({ repeatCount: z.number() }).nullish()).default([]),
  labels: z.record(z.string(), z.string()).optional(),
  settings: Settings.partial().optional(),
  either: z.union([z.object({ oneName: z.string() }), z.record(z.string(), z.string())]).optional(),
  open: z.unknown(),
});

it("renames keys at every depth, sends instants as ISO and leaves the keys of records alone", () => {
  const value = {
    alertName: "A",
    lastSeenAt: new Date(0),
    items: [{ repeatCount: 1 }, null],
    labels: { camelCase: "x", snake_case: "y" },
    settings: { quietMinutes: 5, byTeam: { teamA: { someKey: 1 } } },
    open: { anyKey: 1 },
    none: null,
  };
  const wire = {
    alert_name: "A",
    last_seen_at: "1970-01-01T00:00:00.000Z",
    items: [{ repeat_count: 1 }, null],
    labels: { camelCase: "x", snake_case: "y" },
    settings: { quiet_minutes: 5, by_team: { teamA: { someKey: 1 } } },
    open: { anyKey: 1 },
    none: null,
  };
  expect(toWire(value, Thing)).toEqual(wire);
  expect(fromWire(wire, Thing)).toEqual({ ...value, lastSeenAt: wire.last_seen_at });
});

it("leaves what may be a record alone, and renames what no schema knows", () => {
  expect(toWire({ either: { oneName: "x" } }, Thing)).toEqual({ either: { oneName: "x" } });
  expect(fromWire({ no_such_key: { inner_key: 1 } }, Thing)).toEqual({ noSuchKey: { innerKey: 1 } });
  expect(toWire({ alertIds: [{ atIndex: 1 }] })).toEqual({ alert_ids: [{ at_index: 1 }] });
});

it("renames a schema's properties but not its values", () => {
  const schema = {
    type: "object",
    properties: { alertName: { enum: ["camelCase"] }, labels: { additionalProperties: { type: "string" } } },
    required: ["alertName"],
  };
  expect(schemaToWire(schema)).toEqual({
    type: "object",
    properties: { alert_name: { enum: ["camelCase"] }, labels: { additionalProperties: { type: "string" } } },
    required: ["alert_name"],
  });
});
