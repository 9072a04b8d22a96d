"use client";

import { BarChart, type CustomTooltipProps } from "@tremor/react";
import { formatCompact, formatCount } from "@/components/ui/format";
import { Mark } from "@/components/ui/mark";
import { toneMark } from "@/components/ui/tone";
import type { DayVolume } from "./day-volume";
import { chartColors, severityLabels, severityOrder } from "./palette";

const shapes = { critical: "circle", warning: "triangle", info: "ring" } as const;

export function BarByDayBars({ days }: { days: (DayVolume & { name: string })[] }) {
  return (
    <BarChart
      className="h-44"
      data={days}
      index="name"
      categories={[...severityOrder]}
      colors={severityOrder.map((severity) => chartColors[severity])}
      stack
      showLegend={false}
      showAnimation={false}
      startEndOnly={days.length > 8}
      yAxisWidth={36}
      allowDecimals={false}
      barCategoryGap="28%"
      valueFormatter={formatCompact}
      customTooltip={DayTooltip}
    />
  );
}

function DayTooltip({ payload, active, label }: CustomTooltipProps) {
  if (!active || !payload?.length) return null;
  return (
    <div className="rounded-md border border-line bg-surface px-2.5 py-2 text-meta shadow-pop">
      <p className="mb-1 font-medium">{label}</p>
      {severityOrder.map((severity) => {
        const entry = payload.find((item) => item.dataKey === severity);
        return (
          <p key={severity} className="flex items-center gap-1.5 text-secondary">
            <Mark shape={shapes[severity]} className={toneMark[severity]} />
            <span className="flex-1 pr-4">{severityLabels[severity]}</span>
            <span className="font-medium text-foreground">
              {typeof entry?.value === "number" ? formatCount(entry.value) : "no data"}
            </span>
          </p>
        );
      })}
    </div>
  );
}
