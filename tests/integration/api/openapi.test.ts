import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as getOpenApi } from "@/app/api/openapi.json/route";
import { allVerbs } from "@/server/api/verbs";
import { toSnake, toWire } from "@/server/api/wire";
import type { Verb } from "@/server/kernel";
import { createFixture } from "../../support/fixture";
import { keyOf, ORIGIN, rest } from "./support";

type Operation = {
  operationId: string;
  summary: string;
  responses: Record<string, { content?: { "application/json": { schema: Record<string, unknown> } } }>;
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

const document = (await getOpenApi(new Request(`${ORIGIN}/api/openapi.json`)).json()) as Document;
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

it("is a valid OpenAPI document", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

it("describes every verb that has a route, under a name and in words", () => {
  const routed = allVerbs.filter((verb) => verb.rest).map((verb) => verb.name);
  expect(operations.map((operation) => operation.operationId).sort()).toEqual(routed.sort());
  expect(operations.filter((operation) => !operation.summary)).toEqual([]);
});

it("carries no name in another case than the wire's", () => {
  const odd: string[] = [];
  const walk = (node: unknown) => {
    if (node === null || typeof node !== "object") return;
    const { properties, ...others } = node as { properties?: Record<string, unknown> };
    if (properties && typeof properties === "object")
      for (const [name, child] of Object.entries(properties)) {
        if (/[A-Z]/.test(name)) odd.push(name);
        walk(child);
      }
    for (const child of Object.values(others)) walk(child);
  };
  walk(document.paths);
  expect(odd).toEqual([]);
  expect(Object.keys(document.paths).filter((path) => /[A-Z]/.test(path))).toEqual([]);
});

// The example's view is a person's own, and a key is nobody's person.
const PERSONAL = new Set(["tenancy.deleteView"]);
const routed = allVerbs.filter(
  (verb) => verb.rest && verb.scope === "organization" && !PERSONAL.has(verb.name),
);

describe.each(routed.map((verb) => [verb.name, verb] as const))("%s", (_, verb: Verb) => {
  it("answers its example as the document says", async () => {
    const fixture = await createFixture("Api");
    const key = await keyOf(fixture, undefined);
    const { method, path } = verb.rest as NonNullable<Verb["rest"]>;
    const input = (verb.example(fixture) ?? {}) as Record<string, unknown>;
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
    const others = toWire(
      Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))),
      verb.input,
    ) as Record<string, unknown>;
    const search = new URLSearchParams(
      Object.entries(others).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const answer = await rest(
      method,
      method === "GET" ? `${filled}?${search}` : filled,
      method === "GET" ? { key } : { key, body: others },
    );
    const documented =
      document.paths[path.replace(/\{(\w+)\}/g, (_, name: string) => `{${toSnake(name)}}`)]?.[
        method.toLowerCase()
      ];
    const response = documented?.responses[String(answer.status)];
    expect(response, `${answer.status} ${answer.text}`).toBeDefined();
    // An admin's key may not do everything an owner may; the refusal has a documented shape too.
    if (answer.status === 403) {
      expect(verb.can).toBe("organization:delete");
      return;
    }
    expect(answer.status, answer.text).toBeLessThan(300);
    const schema = response?.content?.["application/json"].schema;
    if (!schema) return;
    const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer.json);
    expect(parsed.error?.issues).toBeUndefined();
  });
});
