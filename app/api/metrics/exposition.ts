export type Sample = { labels?: Record<string, string>; value: number };
export type Metric = {
  name: string;
  help: string;
  type: "counter" | "gauge";
  samples: Sample[];
};

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

const escapeHelp = (text: string) => text.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
const escapeLabel = (text: string) => escapeHelp(text).replace(/"/g, '\\"');

function line(name: string, { labels = {}, value }: Sample): string {
  const inside = Object.entries(labels)
    .map(([key, text]) => `${key}="${escapeLabel(text)}"`)
    .join(",");
  return `${name}${inside ? `{${inside}}` : ""} ${value}`;
}

/**
 * Prometheus' text format 0.0.4, metrics without samples left out.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function expose(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${escapeHelp(help)}`,
        `# TYPE ${name} ${type}`,
        ...samples.map((sample) => line(name, sample)),
        "",
      ].join("\n"),
    )
    .join("");
}
