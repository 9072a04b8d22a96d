import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../../server/runtime/data-dir.mjs";
import { list, productSources, type Source } from "./sources";
import { ABOVE_ROOMS } from "./walls";

const sources = productSources();
const isCore = ({ path }: Source) => /^server\/.*\bcore\//.test(path);
const roomOf = (path: string) => /^server\/([^/]+)\//.exec(path)?.[1];
const isInRoom = ({ path }: Source) => {
  const room = roomOf(path);
  return room !== undefined && !ABOVE_ROOMS.includes(room);
};
const camel = (kebab: string) => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const verbsIn = ({ code }: Source) =>
  [...code.matchAll(/=\s*(?:query|command|effect)(?:<[^>]*>)?\(\s*\{\s*name:\s*"([^"]+)"/g)].map(
    ([, name]) => name ?? "",
  );

/** The places in a file where a pattern occurs, as `path:line text`. */
function found(source: Source, pattern: RegExp): string[] {
  return source.code
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${source.path}:${index + 1} ${line.trim()}`] : []));
}

test("there are sources to look at", () => {
  expect(sources.length).toBeGreaterThan(20);
});

describe("size is a smell", () => {
  const limitOf = (source: Source): number => {
    const { path } = source;
    if (path.startsWith("drizzle/schema/")) return 150;
    if (path.startsWith("inngest/functions/")) return 80;
    if (isCore(source)) return 250;
    // A plug-in lies two folders below its room: alerts/sources/alertmanager/parse.ts.
    if (isInRoom(source) && path.split("/").length > 4) return 250;
    if (verbsIn(source).length > 0) return 200;
    return 400;
  };

  test("of files", () => {
    const large = sources.filter((source) => source.lines > limitOf(source));
    expect(
      large.map((source) => `${source.path}: ${source.lines} lines, at most ${limitOf(source)}`),
    ).toEqual([]);
  });

  test("of rooms", () => {
    const counts = new Map<string, number>();
    for (const source of sources.filter(isInRoom)) {
      counts.set(dirname(source.path), (counts.get(dirname(source.path)) ?? 0) + 1);
    }
    const full = [...counts].filter(([, count]) => count > 15);
    expect(full.map(([folder, count]) => `${folder}: ${count} files, a sub-room from 16`)).toEqual([]);
  });

  test("of READMEs in rooms", () => {
    const long = list("server")
      .filter((path) => basename(path) === "README.md")
      .map((path) => [path, readFileSync(join(CHECKOUT, path), "utf8").trimEnd().split("\n").length] as const)
      .filter(([, lines]) => lines > 40);
    expect(long.map(([path, lines]) => `${path}: ${lines} lines, at most 40`)).toEqual([]);
  });
});

describe("names", () => {
  test("files and folders are kebab-case", () => {
    // Next gives brackets, parentheses, dots and underscores a meaning in `app`, drizzle-kit names its migrations.
    const odd = sources
      .map(({ path }) => path)
      .filter((path) => !path.startsWith("app/") && !path.startsWith("drizzle/migrations/"))
      .filter((path) => path.split("/").some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part)));
    expect(odd).toEqual([]);
  });

  test("one verb, one file, named for the verb, in the room it names", () => {
    const odd = sources.filter(isInRoom).flatMap((source) => {
      const verbs = verbsIn(source);
      if (verbs.length > 1) return [`${source.path}: holds ${verbs.join(", ")}`];
      return verbs.flatMap((name) => {
        const [room = "", action = ""] = name.split(".");
        const file = basename(source.path, ".ts");
        // A noun may stand before or after it: get-timeline holds incidents.timeline, create-key apiKeys.create.
        const words = `-${file}-`;
        const isNamedForIt = words.startsWith(`-${kebab(action)}-`) || words.endsWith(`-${kebab(action)}-`);
        const isInIt = room === camel(roomOf(source.path) ?? "") || file.startsWith(kebab(room));
        return isNamedForIt && isInIt ? [] : [`${source.path}: holds ${name}`];
      });
    });
    expect(odd).toEqual([]);
  });

  test("events are past tense, and a constant is spelled as its event", () => {
    const past = /(ed|given|sent|split|warning)$/;
    const odd = sources.flatMap((source) =>
      [...source.code.matchAll(/(\w+)\s*=\s*defineEvent(?:<[^>]*>)?\(\s*"([^"]+)"/g)].flatMap(
        ([, constant, name = ""]) => {
          const spelled = name.split(/[._]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
          const isRight = /^[a-z]+\.[a-z_]+$/.test(name) && past.test(name) && constant === spelled.join("");
          return isRight ? [] : [`${source.path}: ${constant} = ${name}`];
        },
      ),
    );
    expect(odd).toEqual([]);
  });

  test("events are defined in events.ts", () => {
    const odd = sources.filter(
      ({ path, code }) => /=\s*defineEvent\(/.test(code) && basename(path) !== "events.ts",
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

test("time, ids and randomness are arguments of core", () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b|\bprocess\.env\b/;
  expect(sources.filter(isCore).flatMap((source) => found(source, impure))).toEqual([]);
});

test("nothing is exported wholesale", () => {
  expect(sources.flatMap((source) => found(source, /^\s*export\s+(type\s+)?\*/))).toEqual([]);
});

test("rooms connect through the guarded fetch", () => {
  const rooms = sources
    .filter(isInRoom)
    .filter(({ path }) => !/^server\/kernel\/outbound(\/|\.ts$)/.test(path));
  expect(
    rooms.flatMap((source) => found(source, /(?<![\w.])fetch\(|\bglobalThis\.fetch\b|\bnew WebSocket\(/)),
  ).toEqual([]);
});

test("routers are tables", () => {
  const routers = sources.filter(({ path }) => path.startsWith("server/api/routers/"));
  expect(routers.flatMap((source) => found(source, /\btry\s*\{|\bcatch\b|\bz\.\w+\(/))).toEqual([]);
});

test("only the adapter knows its transport's error", () => {
  const others = sources.filter(({ path }) => !path.startsWith("server/api/"));
  expect(others.flatMap((source) => found(source, /\bTRPCError\b/))).toEqual([]);
});
