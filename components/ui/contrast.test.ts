import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(fileURLToPath(new URL("../../app/globals.css", import.meta.url)), "utf8");

const TEXT = 4.5;
const MARK = 3;
const states = ["critical", "warning", "info", "resolved", "acknowledged", "muted"];
const grounds = ["canvas", "surface", "sunken", "hover", "selected"];

function variables(selector: string): Map<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ["light", ":root"],
  ["dark", ".dark"],
])("colours of the %s theme", (_, selector) => {
  const colors = variables(selector);

  function expectContrast(front: string, back: string, least: number) {
    const [one, other] = [colors.get(front), colors.get(back)];
    if (!one || !other)
      throw new Error(`--${front} or --${back} is not in the ${selector} block as #rrggbb.`);
    const ratio = contrast(one, other);
    expect(ratio, `--${front} on --${back} is ${ratio.toFixed(2)}:1`).toBeGreaterThanOrEqual(least);
  }

  it.each(["foreground", "secondary", "tertiary", "accent-text", ...states.map((state) => `${state}-text`)])(
    "%s can be read on every ground",
    (text) => {
      for (const ground of grounds) expectContrast(text, ground, TEXT);
    },
  );

  it.each(states)("%s can be read and seen on its own tint", (state) => {
    expectContrast(`${state}-text`, `${state}-soft`, TEXT);
    expectContrast("foreground", `${state}-soft`, TEXT);
    expectContrast("secondary", `${state}-soft`, TEXT);
    expectContrast(state, `${state}-soft`, MARK);
  });

  it.each(states)("the mark of %s is seen on every ground", (state) => {
    for (const ground of grounds) expectContrast(state, ground, MARK);
  });

  it("buttons can be read at rest and under the pointer", () => {
    for (const ground of ["accent", "accent-hover"]) expectContrast("on-accent", ground, TEXT);
    for (const ground of ["danger", "danger-hover"]) expectContrast("on-danger", ground, TEXT);
    expectContrast("on-inverse", "inverse", TEXT);
    expectContrast("accent-text", "accent-soft", TEXT);
  });

  it("boxes to tick and the ring of the focus are seen", () => {
    for (const ground of ["canvas", "surface", "sunken"]) {
      expectContrast("control", ground, MARK);
      expectContrast("accent-text", ground, MARK);
    }
    expectContrast("accent", "surface", MARK);
  });
});

it("both themes define the same colours", () => {
  expect([...variables(".dark").keys()].sort()).toEqual([...variables(":root").keys()].sort());
});
