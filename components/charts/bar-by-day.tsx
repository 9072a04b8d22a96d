"use client";

import dynamic from "next/dynamic";
import { formatCount, formatDay } from "@/components/ui/format";
import { Mark } from "@/components/ui/mark";
import { toneMark } from "@/components/ui/tone";
import { ChartFigure } from "./chart-figure";
import type { DayVolume } from "./day-volume";
import { severityLabels, severityOrder } from "./palette";

export type BarByDayProps = { label: string; days: readonly DayVolume[]; className?: string };

const Bars = dynamic(() => import("./bar-by-day-bars").then((module) => module.BarByDayBars), {
  ssr: false,
  loading: () => <div className="h-44" />,
});

const shapes = { critical: "circle", warning: "triangle", info: "ring" } as const;

/** Alert volume per day, stacked by severity. The drawing library comes after the page's own content. */
export function BarByDay({ label, days, className }: BarByDayProps) {
  const totals = severityOrder.map((severity) => ({
    severity,
    total: days.reduce((sum, day) => sum + (day[severity] ?? 0), 0),
  }));
  return (
    <ChartFigure
      label={label}
      className={className}
      table={{
        columns: ["Day", ...severityOrder.map((severity) => severityLabels[severity])],
        rows: days.map((day) => [day.day, ...severityOrder.map((severity) => day[severity])]),
      }}
    >
      <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 pr-8 text-meta text-secondary">
        {totals.map(({ severity, total }) => (
          <li key={severity} className="inline-flex items-center gap-1.5">
            <Mark shape={shapes[severity]} className={toneMark[severity]} />
            {severityLabels[severity]}
            <span className="font-medium text-foreground">{formatCount(total)}</span>
          </li>
        ))}
      </ul>
      <Bars days={days.map((day) => ({ ...day, name: formatDay(day.day) }))} />
    </ChartFigure>
  );
}
