import Link from "next/link";
import { Mark } from "@/components/ui/mark";
import type { Integration } from "@/server/integrations/schema";
import { type Resolves, verdictOf } from "./verdict";

export type SetupChecklistProps = {
  slug: string;
  integrations: readonly Integration[];
  resolvesOf: (source: string) => Resolves;
};

/** Stays until every integration has shown a fire and its end: an alert path that was never seen to work is a hope. */
export function SetupChecklist({ slug, integrations, resolvesOf }: SetupChecklistProps) {
  const judged = integrations.map((integration) => ({
    integration,
    verdict: verdictOf(integration, resolvesOf(integration.source)),
  }));
  const open = judged.filter(({ verdict }) => verdict.next !== null);
  if (open.length === 0) return null;
  return (
    <section aria-label="Setup checklist" className="rounded-lg border border-line bg-surface">
      <h2 className="border-line border-b px-4 py-2.5 font-medium text-table">
        {judged.length - open.length} of {judged.length} integrations proven
        <span className="font-normal text-secondary">: each has to show one fire and its resolve.</span>
      </h2>
      <ul className="divide-y divide-line">
        {open.slice(0, 5).map(({ integration, verdict }) => (
          <li key={integration.id} className="flex items-start gap-2.5 px-4 py-2 text-table">
            <Mark shape="ring" className="mt-1 text-muted" />
            <span className="min-w-0">
              <Link
                href={`/${slug}/integrations/${integration.id}`}
                className="finger rounded font-medium hover:underline"
              >
                <bdi className="break-words">{integration.name}</bdi>
              </Link>
              <span className="text-secondary">: {verdict.next}</span>
            </span>
          </li>
        ))}
        {open.length > 5 ? (
          <li className="px-4 py-2 text-secondary text-table">and {open.length - 5} more below</li>
        ) : null}
      </ul>
    </section>
  );
}
