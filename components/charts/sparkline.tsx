import { cn } from "@/components/ui/cn";
import type { Tone } from "@/components/ui/tone";
import { ChartTable } from "./chart-figure";
import { chartVariable } from "./palette";

export type SparklineProps = {
  /** What it shows: "Open incidents, last 14 days". */
  label: string;
  /** In order of time; null is a gap. */
  values: readonly (number | null)[];
  /** Names of the points for the table: days, hours. */
  names?: readonly string[];
  tone?: Exclude<Tone, "neutral">;
  className?: string;
};

const WIDTH = 100;
const HEIGHT = 28;
const MARGIN = 2.5;

/** A line the size of a word, drawn by the server. */
export function Sparkline({ label, values, names, tone = "accent", className }: SparklineProps) {
  const paths = sparklinePaths(values);
  const last = values.findLastIndex((value) => value !== null);
  const end = last >= 0 ? paths.point(last) : null;
  const color = chartVariable(tone);
  return (
    <span className={cn("relative block h-7 w-25", className)}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="size-full overflow-visible"
      >
        {paths.lines.map((line) => (
          <path
            key={line}
            d={line}
            fill="none"
            stroke={color}
            strokeWidth="1.5"
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {end ? (
        <span
          aria-hidden="true"
          className="-translate-x-1/2 -translate-y-1/2 absolute size-1.5 rounded-full"
          style={{ background: color, left: `${(end.x / WIDTH) * 100}%`, top: `${(end.y / HEIGHT) * 100}%` }}
        />
      ) : null}
      <ChartTable
        label={label}
        table={{
          columns: ["Point", "Value"],
          rows: values.map((value, index) => [names?.[index] ?? index + 1, value]),
        }}
      />
    </span>
  );
}

/** Lines between neighbours that both have a value; a lone one is a dot. Zero is the floor, so that a quiet week looks quiet. */
export function sparklinePaths(values: readonly (number | null)[]) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  function point(index: number) {
    const value = values[index] ?? 0;
    const x = MARGIN + index * step;
    const y = HEIGHT - MARGIN - (value / top) * (HEIGHT - 2 * MARGIN);
    return { x: round(x), y: round(y) };
  }
  const lines: string[] = [];
  let line = "";
  values.forEach((value, index) => {
    if (value === null) {
      if (line) lines.push(line);
      line = "";
      return;
    }
    const { x, y } = point(index);
    line = line ? `${line}L${x} ${y}` : `M${x} ${y}l0 0`;
  });
  if (line) lines.push(line);
  return { lines, point };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
