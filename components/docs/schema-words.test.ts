import { describe, expect, it } from "vitest";
import { curlOf } from "./curl";
import type { Entry, Schema } from "./open-api";
import { boundsInWords, sampleOf, shapeOf, typeInWords } from "./schema-words";

describe("a type in words", () => {
  it.each<[Schema, string]>([
    [{ type: "string", format: "uuid" }, "uuid"],
    [{ type: ["string", "null"] }, "string or null"],
    [{ anyOf: [{ type: "null" }, { type: "string", format: "date-time" }] }, "date-time or null"],
    [{ type: "string", enum: ["critical", "info"] }, "critical | info"],
    [{ type: "array", items: { type: "integer" } }, "list of integer"],
    [{ type: "object", additionalProperties: { type: "string" } }, "map"],
    [{}, "any"],
  ])("%j", (schema, words) => {
    expect(typeInWords(schema)).toBe(words);
  });
});

it("says bounds that matter and no others", () => {
  expect(boundsInWords({ type: "integer", minimum: 1, maximum: 200, default: 50 })).toBe(
    "1 to 200, default 50",
  );
  expect(boundsInWords({ type: "integer", maximum: Number.MAX_SAFE_INTEGER })).toBe("");
  expect(boundsInWords({ anyOf: [{ type: "string", maxLength: 9 }, { type: "null" }] })).toBe(
    "up to 9 characters",
  );
});

it("writes a shape as it nests", () => {
  const schema: Schema = {
    type: "object",
    required: ["items"],
    properties: {
      items: {
        type: "array",
        items: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "string", description: "Its id." } },
        },
      },
      next_cursor: { type: ["string", "null"] },
    },
  };
  expect(shapeOf(schema)).toBe(
    ["{", "  items: [{", "    id: string  // Its id.", "  }]", "  next_cursor?: string | null", "}"].join(
      "\n",
    ),
  );
});

it("fills an example with what is required", () => {
  const schema: Schema = {
    type: "object",
    required: ["title"],
    properties: { title: { type: "string" }, note: { type: "string" } },
  };
  expect(sampleOf(schema)).toEqual({ title: "Checkout fails" });
  expect(sampleOf({ ...schema, required: [] })).toEqual({ title: "Checkout fails" });
});

it("writes a request that a shell takes as one", () => {
  const entry: Entry = {
    id: "x",
    method: "POST",
    path: "/incidents/{id}/comments",
    operation: {
      operationId: "incidents.addComment",
      summary: "",
      description: "",
      tags: [],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { type: "object", required: ["body"], properties: { body: { const: "it's" } } },
          },
        },
      },
      responses: {},
    },
  };
  expect(curlOf(entry, "http://localhost:3000/api").split(" \\\n")).toEqual([
    "curl -X POST http://localhost:3000/api/incidents/INC-42/comments",
    '  -H "Authorization: Bearer $AIOPS_KEY"',
    '  -H "Content-Type: application/json"',
    `  -d '{"body":"it'\\''s"}'`,
  ]);
});
