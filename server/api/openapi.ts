import { z } from "zod";
import type { Verb } from "@/server/kernel";
import { schemaToWire, toSnake } from "./wire";

type Schema = {
  type?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  [key: string]: unknown;
};

/** A zod schema as JSON Schema 2020-12 with the wire's names; instants are date-time strings. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const json = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: node }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(node, { type: "string", format: "date-time" });
    },
  });
  const { $schema: _, ...rest } = json as Schema;
  return schemaToWire(rest) as Schema;
}

const ErrorSchema = {
  type: "object",
  required: ["code", "message"],
  properties: {
    code: { type: "string" },
    message: { type: "string" },
    issues: {
      type: "array",
      items: {
        type: "object",
        properties: {
          path: { type: "array", items: { type: ["string", "integer"] } },
          message: { type: "string" },
        },
      },
    },
  },
};

const failure = (description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});

function operation(verb: Verb) {
  const rest = verb.rest;
  if (!rest) return null;
  const names = [...rest.path.matchAll(/\{(\w+)\}/g)].map((match) => toSnake(match[1] ?? ""));
  const input = jsonSchema(verb.input, "input");
  const properties = input.properties ?? {};
  const required = new Set(input.required ?? []);
  const inPath = names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: properties[name] ?? { type: "string" },
  }));
  const others = Object.entries(properties).filter(([name]) => !names.includes(name));
  const inQuery =
    rest.method === "GET"
      ? others.map(([name, schema]) => ({ name, in: "query", required: required.has(name), schema }))
      : [];
  const body =
    rest.method !== "GET" && others.length
      ? {
          requestBody: {
            required: others.some(([name]) => required.has(name)),
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: Object.fromEntries(others),
                  ...(others.some(([name]) => required.has(name))
                    ? { required: others.map(([name]) => name).filter((name) => required.has(name)) }
                    : {}),
                },
              },
            },
          },
        }
      : {};
  const status = rest.status ?? (rest.method === "POST" && !names.length ? 201 : 200);
  return {
    operationId: verb.name,
    summary: verb.summary,
    tags: [verb.name.split(".")[0]],
    description: `Needs the scope \`${verb.can}\`.`,
    parameters: [...inPath, ...inQuery],
    ...body,
    responses: {
      [status]:
        status === 204
          ? { description: "Done." }
          : {
              description: "Done.",
              content: { "application/json": { schema: jsonSchema(verb.output, "output") } },
            },
      "400": failure("The input is invalid; `issues` says where."),
      "401": failure("No valid key."),
      "403": failure("The key lacks the scope."),
      "404": failure("Not found in the key's organization."),
      "409": failure("Somebody else was first; read again."),
    },
  };
}

/** The OpenAPI 3.1 document of every verb that has a REST route. */
export function openApiDocument(verbs: Verb[], baseUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const verb of verbs) {
    const described = operation(verb);
    if (!described || !verb.rest) continue;
    const path = verb.rest.path.replace(/\{(\w+)\}/g, (_, name: string) => `{${toSnake(name)}}`);
    const methods = paths[path] ?? {};
    methods[verb.rest.method.toLowerCase()] = described;
    paths[path] = methods;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "AIOps",
      version: "1",
      description:
        "Alerts, incidents and everything the pages do. Lists answer `{items, next_cursor}`; errors `{code, message, issues?}`.",
    },
    servers: [{ url: `${baseUrl}/api` }],
    security: [{ key: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key of your organization." },
      },
      schemas: { Error: ErrorSchema },
    },
  };
}
