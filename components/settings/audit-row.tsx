import { Bot, ChevronRight, KeyRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { type Json, JsonView } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditEntry } from "@/server/audit/schema";
import { actionInWords } from "./audit-words";
import type { AuditFilters } from "./lists";

export type AuditRowProps = {
  entry: AuditEntry;
  slug: string;
  onFilter: (change: Partial<AuditFilters>) => void;
};

/** One decision: who, what, on what, when. Opened, it shows the rest. */
export function AuditRow({ entry, slug, onFilter }: AuditRowProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className="lazy-row">
      <details className="group/entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex min-h-9 cursor-pointer list-none items-start gap-2.5 py-2 marker:content-none hover:bg-hover touch:min-h-11 md:items-center md:py-1 md:pr-2">
          <ChevronRight
            aria-hidden="true"
            className="mt-0.5 size-4 shrink-0 text-tertiary transition-transform duration-100 group-open/entry:rotate-90 md:mt-0"
          />
          <ActorMark kind={entry.actorKind} name={entry.actorName} />
          <span className="min-w-0 flex-1 text-table md:flex md:items-baseline md:gap-2">
            <bdi className="font-medium md:max-w-48 md:shrink-0 md:truncate">{entry.actorName}</bdi>{" "}
            <span className="text-secondary md:shrink-0">{actionInWords(entry.action).toLowerCase()}</span>{" "}
            <bdi className="min-w-0 md:truncate">{entry.targetLabel ?? ""}</bdi>
          </span>
          <RelativeTime at={entry.at} className="shrink-0 text-meta text-secondary" />
        </summary>
        {open ? <AuditDetail entry={entry} slug={slug} onFilter={onFilter} /> : null}
      </details>
    </li>
  );
}

function AuditDetail({ entry, slug, onFilter }: AuditRowProps) {
  const { actorId, targetKind, targetId } = entry;
  const detail = JSON.parse(JSON.stringify(entry.detail)) as Json;
  const hasDetail = Object.keys(entry.detail).length > 0;
  return (
    <div className="space-y-3 pt-1 pb-4 pl-6.5">
      <DefinitionList
        items={[
          { term: "When", value: <RelativeTime at={entry.at} show="exact" /> },
          { term: "Action", value: entry.action, mono: true },
          { term: "By", value: `${entry.actorName} (${entry.actorKind})` },
          {
            term: "Target",
            value: <TargetLink slug={slug} entry={entry} />,
          },
          entry.requestId ? { term: "Request", value: entry.requestId, mono: true } : null,
        ]}
      />
      {hasDetail ? <JsonView value={detail} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onFilter({ action: entry.action })}>
          Only this action
        </Button>
        {actorId ? (
          <Button size="sm" onClick={() => onFilter({ actor: actorId })}>
            Only this actor
          </Button>
        ) : null}
        <Button size="sm" onClick={() => onFilter({ kind: targetKind, target: targetId })}>
          Only this {targetKind}
        </Button>
      </div>
    </div>
  );
}

function ActorMark({ kind, name }: { kind: string; name: string }) {
  if (kind === "user") return <Avatar name={name} size="sm" decorative />;
  const Icon = kind === "key" ? KeyRound : Bot;
  return (
    <span
      title={kind === "key" ? "API key" : "Automation"}
      className="inline-grid size-5 shrink-0 place-items-center text-tertiary"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{kind}</span>
    </span>
  );
}

function TargetLink({
  slug,
  entry: { targetKind, targetId, targetLabel },
}: {
  slug: string;
  entry: AuditEntry;
}) {
  const words = (
    <>
      {targetKind} <bdi>{targetLabel ?? targetId}</bdi>
    </>
  );
  const folder = { incident: "incidents", integration: "integrations" }[targetKind];
  if (!folder) return words;
  return (
    <Link href={`/${slug}/${folder}/${targetId}`} className="text-accent-text underline underline-offset-2">
      {words}
    </Link>
  );
}
