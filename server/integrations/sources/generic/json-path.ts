import { JSONPathEnvironment, type JSONPathQuery, type JSONValue } from "json-p3";

/** More nodes than any delivery may hold alerts. */
const NODES_MAX = 100_000;
const COMPILED_MAX = 1000;

const environment = new JSONPathEnvironment();
const compiled = new Map<string, JSONPathQuery>();

function compile(path: string): JSONPathQuery {
  const known = compiled.get(path);
  if (known) return known;
  const query = environment.compile(path);
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  compiled.set(path, query);
  return query;
}

/** Why a JSONPath cannot be used, or null. Filters and descents could run away on a hostile body, so neither is taken. */
export function pathProblem(path: string): string | null {
  const bare = path.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  if (bare.includes("..")) return "Descent (..) is not supported: name the way to the value.";
  if (bare.includes("?")) return "Filters (?) are not supported.";
  try {
    compile(path);
    return null;
  } catch (error) {
    return `Not a JSONPath: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Every value at a path that `pathProblem` has passed. */
export function valuesAt(path: string, value: unknown): unknown[] {
  const found: unknown[] = [];
  for (const node of compile(path).lazyQuery(value as JSONValue)) {
    found.push(node.value);
    if (found.length >= NODES_MAX) break;
  }
  return found;
}

/** The first value at a path, or undefined. */
export const valueAt = (path: string, value: unknown): unknown =>
  compile(path).match(value as JSONValue)?.value;
