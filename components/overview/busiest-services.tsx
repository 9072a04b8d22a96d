import Link from "next/link";
import { formatCount } from "@/components/ui/format";
import { Mark } from "@/components/ui/mark";
import { Section } from "@/components/ui/section";
import type { Overview } from "./open-inputs";

export function BusiestServices({ slug, overview }: { slug: string; overview: Overview }) {
  if (overview.busiestServices.length === 0) return null;
  return (
    <Section title="Busiest services" action={<span className="text-meta text-secondary">alerts</span>}>
      <ol className="divide-y divide-line">
        {overview.busiestServices.map((row) => (
          <li
            key={row.service}
            className="relative flex min-h-9 items-center gap-3 text-table hover:bg-hover touch:min-h-11"
          >
            <Link
              href={`/${slug}/alerts?view=all&service=${encodeURIComponent(row.service)}`}
              className="min-w-0 flex-1 truncate after:absolute after:inset-0"
            >
              <bdi>{row.service}</bdi>
            </Link>
            {row.open > 0 ? (
              <span className="inline-flex items-center gap-1.5 text-meta text-secondary">
                <Mark shape="target" />
                {formatCount(row.open)} open
              </span>
            ) : null}
            <span className="w-14 text-right font-medium">{formatCount(row.alerts)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
