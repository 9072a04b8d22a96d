import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { beforeAll, describe, expect, test } from "vitest";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";
import { ABOVE_ROOMS, LAYERS, WALLS } from "./walls";

const FOLDERS = ["app", "components", "drizzle", "inngest", "server", "instrumentation.ts"];
let result: ICruiseResult;

beforeAll(async () => {
  const cruised = await cruise(
    FOLDERS.filter((name) => existsSync(join(CHECKOUT, name))),
    {
      baseDir: CHECKOUT,
      validate: true,
      ruleSet: { forbidden: WALLS },
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    {
      alias: { "@": CHECKOUT },
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  );
  result = cruised.output as ICruiseResult;
});

describe("walls between rooms", () => {
  test("are checked over modules that were really read", () => {
    const own = result.modules.filter(({ source }) => !source.includes("node_modules"));
    expect(own.length).toBeGreaterThan(20);
    // A reader that does not understand TypeScript finds files and no import in them.
    const imports = own.flatMap(({ source, dependencies }) => (/\.tsx?$/.test(source) ? dependencies : []));
    expect(imports.length).toBeGreaterThan(own.length / 2);
  });

  test("every import of our own files resolves", () => {
    const lost = result.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ couldNotResolve, module }) => couldNotResolve && /^(\.|@\/)/.test(module))
        .map(({ module }) => `${source} → ${module}`),
    );
    expect(lost).toEqual([]);
  });

  test("stand", () => {
    const broken = result.summary.violations.map(({ rule, from, to, cycle }) =>
      [rule.name, from, ...(cycle ? cycle.map(({ name }) => name) : [to])].join(" → "),
    );
    expect(broken).toEqual([]);
  });

  test("every room has a layer", () => {
    const known = new Set([...LAYERS.flat(), ...ABOVE_ROOMS]);
    const rooms = readdirSync(join(CHECKOUT, "server"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rooms.filter((name) => !known.has(name))).toEqual([]);
  });
});
