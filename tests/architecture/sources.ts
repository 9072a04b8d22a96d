import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";

const FOLDERS = ["app", "components", "drizzle", "inngest", "server"];

export type Source = { path: string; text: string; code: string; lines: number };

/** Every source file of the product, without its tests. `code` is the text without comments and strings' contents. */
export function productSources(): Source[] {
  return FOLDERS.flatMap(list)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(CHECKOUT, path), "utf8");
      return { path, text, code: withoutComments(text), lines: text.trimEnd().split("\n").length };
    });
}

export function list(folder: string): string[] {
  try {
    return readdirSync(join(CHECKOUT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(CHECKOUT.length + 1))
      .sort();
  } catch {
    return [];
  }
}

/** Good enough to look for words of code: a `//` inside a string that is no address would cut its line short. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1");
}
