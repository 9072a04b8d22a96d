import { describe, expect, it } from "vitest";
import { render } from "@/components/testing/render";
import { toText } from "./chart-figure";
import { Sparkline, sparklinePaths } from "./sparkline";

describe("Sparkline", () => {
  it("breaks where nothing is known instead of falling to zero", () => {
    expect(sparklinePaths([1, 2, null, 3, 4]).lines).toHaveLength(2);
    expect(sparklinePaths([null, null]).lines).toEqual([]);
  });

  it("draws a lone value as a dot", () => {
    expect(sparklinePaths([null, 5, null]).lines).toEqual(["M50 2.5l0 0"]);
  });

  it("stands on zero, so that a small change looks small", () => {
    const { point } = sparklinePaths([100, 99]);
    expect(Math.abs(point(0).y - point(1).y)).toBeLessThan(0.5);
  });

  it("is a table for those who do not see it", async () => {
    const box = await render(<Sparkline label="Open incidents" values={[3, null]} names={["Mon", "Tue"]} />);
    expect(box.querySelector("caption")?.textContent).toBe("Open incidents");
    expect([...box.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual([
      "Mon3",
      "Tueno data",
    ]);
  });
});

it("numbers are copied as a sheet takes them, a gap as an empty cell", () => {
  const table = {
    columns: ["Day", "Critical"],
    rows: [
      ["2026-11-01", 3],
      ["2026-11-02", null],
    ],
  } as const;
  expect(toText(table)).toBe("Day\tCritical\n2026-11-01\t3\n2026-11-02\t");
});
