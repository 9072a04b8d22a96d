/** One measured figure. `reference` is the same unit measured in the same run, `ratio` is value / reference. */
export type Figure = {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  reference?: number;
  ratio?: number;
  note?: string;
};

/** Prints a figure as one line of JSON with all of its names, rounded to four significant digits. */
export function figure(measured: Figure): void {
  const { bench, metric, value, unit, reference = null, note = "" } = measured;
  const ratio = measured.ratio ?? (reference ? value / reference : null);
  console.log(
    JSON.stringify({
      bench,
      metric,
      value: round(value),
      unit,
      reference: round(reference),
      ratio: round(ratio),
      note,
    }),
  );
}

function round<T extends number | null>(value: T): T {
  return (value === null ? null : Number(value.toPrecision(4))) as T;
}
