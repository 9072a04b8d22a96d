import Link from "next/link";
import { alertsHref } from "./filters";

export type AlertLabelsProps = { slug: string; labels: Readonly<Record<string, string>> };

/** Labels as the tool wrote them; each leads to all alerts that carry it. */
export function AlertLabels({ slug, labels }: AlertLabelsProps) {
  const entries = Object.entries(labels).sort(([one], [other]) => one.localeCompare(other));
  if (entries.length === 0) return <p className="text-secondary text-table">It carries no label.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {entries.map(([name, value]) => (
        <li key={name} className="min-w-0 max-w-full">
          <Link
            href={alertsHref(`/${slug}`, { view: "all", label: `${name}=${value}` })}
            title={`Show alerts with ${name}=${value}`}
            prefetch={false}
            className="finger inline-flex min-h-6 max-w-full items-baseline rounded border border-line bg-sunken px-1.5 py-0.5 font-mono text-meta hover:border-control hover:bg-hover touch:min-h-8 touch:items-center"
          >
            <bdi className="max-w-[50%] shrink-0 truncate text-tertiary">{name}</bdi>
            <span className="text-tertiary">=</span>
            <bdi className="min-w-0 break-words line-clamp-3">{value}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
