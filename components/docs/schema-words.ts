import type { Schema } from "./open-api";

const DEEPEST = 6;

const isNull = (schema: Schema) => schema.type === "null";
const alternatives = (schema: Schema): Schema[] | undefined => schema.anyOf ?? schema.oneOf;

/** A schema's type in a few words: "uuid", "integer", "critical | warning | info", "list of strings or null". */
export function typeInWords(schema: Schema): string {
  const options = alternatives(schema);
  if (options)
    return join([...options.filter((one) => !isNull(one)), ...options.filter(isNull)].map(typeInWords));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => String(value)).join(" | ");
  if (Array.isArray(schema.type)) return join(schema.type.map((type) => typeInWords({ ...schema, type })));
  if (schema.type === "array") return schema.items ? `list of ${typeInWords(schema.items)}` : "list";
  if (schema.type === "object") return schema.properties ? "object" : "map";
  return schema.format ?? schema.type ?? "any";
}

const join = (words: string[]): string => [...new Set(words)].join(" or ");

/** The bounds a value must keep, in words; empty where there are none worth saying. */
export function boundsInWords(schema: Schema): string {
  const options = alternatives(schema)?.filter((one) => !isNull(one));
  if (options?.length === 1 && options[0]) return boundsInWords(options[0]);
  const { minimum, maximum, maxLength, minItems, maxItems } = schema;
  const number = (value: number) => value.toLocaleString("en-US");
  const isBounded = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  const parts = [
    isBounded(minimum) && isBounded(maximum)
      ? `${number(minimum)} to ${number(maximum)}`
      : isBounded(minimum)
        ? `at least ${number(minimum)}`
        : isBounded(maximum)
          ? `at most ${number(maximum)}`
          : null,
    maxLength === undefined ? null : `up to ${number(maxLength)} characters`,
    maxItems === undefined
      ? null
      : minItems
        ? `${minItems} to ${maxItems} of them`
        : `up to ${maxItems} of them`,
    schema.default === undefined ? null : `default ${JSON.stringify(schema.default)}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** A whole answer as one text: names and types as they nest, what a field means behind it. */
export function shapeOf(schema: Schema, depth = 0): string {
  const indent = "  ".repeat(depth + 1);
  const close = "  ".repeat(depth);
  const options = alternatives(schema);
  if (options) {
    const real = options.filter((one) => !isNull(one));
    const written = real.map((one) => shapeOf(one, depth)).join(" | ");
    return options.length > real.length ? `${written} | null` : written;
  }
  if (schema.type === "array" && schema.items) return `[${shapeOf(schema.items, depth)}]`;
  if (schema.type !== "object" || !schema.properties || depth >= DEEPEST)
    return typeInWords(schema).replaceAll(" or ", " | ");
  const lines = Object.entries(schema.properties).map(([name, property]) => {
    const optional = schema.required?.includes(name) ? "" : "?";
    const comment = property.description ? `  // ${property.description}` : "";
    return `${indent}${name}${optional}: ${shapeOf(property, depth + 1)}${comment}`;
  });
  return lines.length ? `{\n${lines.join("\n")}\n${close}}` : "{}";
}

const SAMPLE_ID = "0197f3a0-5c1e-7d3a-9b42-6f1c2e8d4a10";

/** A value that the schema takes, for an example: required fields, and the first optional one where none is required. */
export function sampleOf(schema: Schema, name = ""): unknown {
  const options = alternatives(schema)?.filter((one) => !isNull(one));
  if (options) return options[0] ? sampleOf(options[0], name) : null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== "null") : schema.type) {
    case "object": {
      const all = Object.entries(schema.properties ?? {});
      const required = all.filter(([key]) => schema.required?.includes(key));
      return Object.fromEntries(
        (required.length ? required : all.slice(0, 1)).map(([key, property]) => [
          key,
          sampleOf(property, key),
        ]),
      );
    }
    case "array":
      return schema.items ? [sampleOf(schema.items, name)] : [];
    case "integer":
    case "number":
      return schema.minimum && schema.minimum > 0 ? schema.minimum : 1;
    case "boolean":
      return true;
    default:
      return sampleText(schema, name);
  }
}

const texts: Record<string, string> = {
  id: "INC-42",
  other_id: "INC-43",
  title: "Checkout fails",
  name: "Payments",
  body: "Rolled back to 1.4.2.",
  comment: "Rolled back to 1.4.2.",
};

function sampleText(schema: Schema, name: string): string {
  if (schema.format === "uuid") return SAMPLE_ID;
  if (schema.format === "date-time") return "2026-01-31T09:30:00.000Z";
  if (schema.format === "email") return "ann@example.com";
  if (name === "email") return "ann@example.com";
  return texts[name] ?? "text";
}
