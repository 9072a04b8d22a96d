import { parse } from "@marcbachmann/cel-js";

type Program = (context: Record<string, unknown>) => unknown;
const programs = new Map<string, Program>();

function compile(expression: string): Program {
  let program = programs.get(expression);
  if (!program) {
    program = parse(expression) as unknown as Program;
    // Waits carry expressions written per run, so the cache is kept from growing without end.
    if (programs.size > 500) programs.clear();
    programs.set(expression, program);
  }
  return program;
}

/** The parser's complaint about an expression, or undefined. */
export function problemOf(expression: string): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    return String((error as Error).message).split("\n")[0];
  }
}

/** Whether an optional condition holds; one that cannot be evaluated, as for a missing field, does not. */
export function matches(expression: string | undefined, context: Record<string, unknown>): boolean {
  if (!expression) return true;
  try {
    return compile(expression)(context) === true;
  } catch {
    return false;
  }
}

/** The value of a key expression as text; events that lack the field share one key. */
export function keyOf(expression: string | undefined, context: Record<string, unknown>): string {
  if (!expression) return "";
  try {
    const value = compile(expression)(context);
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  } catch {
    return "";
  }
}
