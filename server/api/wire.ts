/** Maps whose keys belong to whoever sent them: their contents are passed through untouched. */
const OPAQUE = new Set(["labels", "annotations", "metadata", "settings", "evidence", "detail"]);

export const toSnake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const toCamel = (key: string): string =>
  key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), OPAQUE.has(key) ? item : mapKeys(item, rename)]),
  );
}

/** What a verb returns, as REST sends it: snake_case names, ISO instants, opaque maps alone. */
export const toWire = (value: unknown): unknown => mapKeys(value, toSnake);

/** What REST received, as a verb takes it. */
export const fromWire = (value: unknown): unknown => mapKeys(value, toCamel);

type JsonSchema = { [key: string]: unknown };

/** The same renaming over a JSON schema, so that OpenAPI says what the wire carries. */
export function schemaToWire(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(schemaToWire);
  if (schema === null || typeof schema !== "object") return schema;
  const node = schema as JsonSchema;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "properties" && value && typeof value === "object")
        return [
          key,
          Object.fromEntries(
            Object.entries(value).map(([name, item]) => [
              toSnake(name),
              OPAQUE.has(name) ? item : schemaToWire(item),
            ]),
          ),
        ];
      if (key === "required" && Array.isArray(value))
        return [key, value.map((name) => toSnake(String(name)))];
      if (key === "enum" || key === "const" || key === "default" || key === "examples") return [key, value];
      return [key, schemaToWire(value)];
    }),
  );
}
