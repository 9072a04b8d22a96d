"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useCopy } from "@/components/ui/use-copy";

export type ChartTableData = {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
};

export type ChartFigureProps = {
  /** What the chart shows, in words: "Alerts per day, by severity". */
  label: string;
  table: ChartTableData;
  children: ReactNode;
  className?: string;
};

/** A chart and its numbers: drawn for the eye, a table for screen readers, tab-separated for the clipboard. */
export function ChartFigure({ label, table, children, className }: ChartFigureProps) {
  const { copied, copy } = useCopy();
  return (
    <figure className={cn("group/chart relative", className)}>
      <figcaption className="sr-only">{label}</figcaption>
      <div aria-hidden="true">{children}</div>
      <IconButton
        label={copied ? "Copied" : "Copy the numbers"}
        size="sm"
        onClick={() => copy(toText(table))}
        className="absolute top-0 right-0 bg-surface opacity-0 focus-visible:opacity-100 group-hover/chart:opacity-100 touch:hidden"
      >
        {copied ? <Check className="text-resolved" /> : <Copy />}
      </IconButton>
      <ChartTable label={label} table={table} />
    </figure>
  );
}

export function ChartTable({ label, table }: { label: string; table: ChartTableData }) {
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([head, ...cells]) => (
            <tr key={String(head)}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={table.columns[index + 1]}>{cell ?? "no data"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function toText(table: ChartTableData): string {
  return [table.columns, ...table.rows].map((row) => row.map((cell) => cell ?? "").join("\t")).join("\n");
}
