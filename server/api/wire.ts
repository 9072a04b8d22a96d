import { z } from "zod";

export const toSnake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const toCamel = (key: string): string =>
  key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

type Rename = (key: string) => string;

/**
 * Renames the keys of what a schema describes. A record's keys belong to whoever sent them, as do the contents of what the
 * schema leaves open: those pass untouched. A key the schema does not know is renamed, so that validation can name it.
 */
function mapKeys(value: unknown, rename: Rename, schemas: z.core.$ZodType[] | null): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== "object") return value;
  const known = schemas?.flatMap(bare) ?? null;
  if (known?.some(isOpen)) return value;
  if (Array.isArray(value)) {
    const elements =
      known?.flatMap((schema) => (schema instanceof z.ZodArray ? [schema.element] : [])) ?? null;
    return value.map((item) => mapKeys(item, rename, elements));
  }
  const shapes = known?.flatMap((schema) => (schema instanceof z.ZodObject ? [schema.shape] : [])) ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const fields = shapes?.flatMap((shape) => shape[toCamel(key)] ?? []) ?? null;
      return [rename(key), mapKeys(item, rename, fields)];
    }),
  );
}

const isOpen = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodRecord || schema instanceof z.ZodUnknown || schema instanceof z.ZodAny;

/** What a schema is beneath `optional`, `nullable`, defaults and pipes; every branch of a union. */
function bare(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(bare);
  if (schema instanceof z.ZodPipe) return [...bare(schema.in), ...bare(schema.out)];
  if (schema instanceof z.ZodLazy) return bare(schema.unwrap());
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType ? bare(innerType) : [schema];
}

/** What a verb returns, as REST sends it: snake_case names, ISO instants, records as they are. */
export const toWire = (value: unknown, schema?: z.core.$ZodType): unknown =>
  mapKeys(value, toSnake, schema ? [schema] : null);

/** What REST received, as a verb takes it. */
export const fromWire = (value: unknown, schema?: z.core.$ZodType): unknown =>
  mapKeys(value, toCamel, schema ? [schema] : null);

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
            Object.entries(value).map(([name, item]) => [toSnake(name), schemaToWire(item)]),
          ),
        ];
      if (key === "required" && Array.isArray(value))
        return [key, value.map((name) => toSnake(String(name)))];
      if (key === "enum" || key === "const" || key === "default" || key === "examples") return [key, value];
      return [key, schemaToWire(value)];
    }),
  );
}
