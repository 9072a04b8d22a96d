import { Avatar } from "@/components/ui/avatar";
import { formatCompact } from "@/components/ui/format";
import { ListRow } from "@/components/ui/list";
import { RelativeTime } from "@/components/ui/relative-time";
import { SeverityMark } from "@/components/ui/severity-mark";
import { StatusMark } from "@/components/ui/status-mark";
import type { Incident } from "@/server/incidents/schema";
import { fewOf, holderOf, unsaid } from "./words";

export type IncidentRowProps = {
  incident: Incident;
  href: string;
  selected?: boolean;
  /** It has left the list and keeps its place only until nobody is at it. */
  gone?: boolean;
};

/** One incident of a list: how bad, which, what, where, how many alerts, who has it, since when. */
export function IncidentRow({ incident, href, selected, gone }: IncidentRowProps) {
  const over = incident.resolvedAt !== null;
  const holder = holderOf(incident);
  const { title, affectedServices, affectedEnvironments } = incident;
  const where = [
    fewOf(unsaid(title, affectedServices), 2),
    fewOf(unsaid(title, affectedEnvironments), 1),
  ].filter(Boolean);
  return (
    <ListRow
      id={incident.id}
      href={href}
      selected={selected}
      quiet={over || gone}
      className="lazy-row"
      lead={<SeverityMark severity={incident.severity} hideWord quiet={over} />}
      title={
        <>
          <Reference incident={incident} className="mr-2 hidden font-normal @2xl:inline" />
          <bdi title={title}>{title}</bdi>
        </>
      }
      meta={
        <>
          <Reference incident={incident} className="@2xl:hidden" />
          {where.length ? <bdi className="max-w-64 truncate">{where.join(" · ")}</bdi> : null}
          <AlertCount incident={incident} className="@2xl:hidden" />
          {incident.status === "open" ? null : (
            <span className="@2xl:hidden">
              <IncidentStatus incident={incident} className="text-meta" />
            </span>
          )}
        </>
      }
      end={
        <>
          <AlertCount incident={incident} className="hidden w-24 text-right @2xl:block" />
          <span className="hidden w-26 @2xl:block">
            <IncidentStatus incident={incident} />
          </span>
          <span className="grid w-6 place-items-center">
            {holder ? (
              <Avatar name={holder} size="sm" acknowledged={incident.acknowledgedAt !== null && !over} />
            ) : over ? null : (
              <span
                title="Nobody has it"
                className="size-5 rounded-full border border-line-strong border-dashed"
              >
                <span className="sr-only">Nobody has it</span>
              </span>
            )}
          </span>
          <RelativeTime at={incident.startedAt} show="age" className="w-8 text-right" />
        </>
      }
    />
  );
}

function Reference({ incident, className }: { incident: Incident; className: string }) {
  return <span className={`font-mono text-meta text-secondary ${className}`}>{incident.reference}</span>;
}

function AlertCount({ incident, className }: { incident: Incident; className: string }) {
  const { alertCount, firingCount } = incident;
  if (alertCount === 0) return <span className={className}>no alerts</span>;
  const isMixed = firingCount > 0 && firingCount < alertCount;
  return (
    <span className={className} title={`${firingCount} of ${alertCount} alerts fire`}>
      {isMixed ? `${formatCompact(firingCount)} of ${formatCompact(alertCount)}` : formatCompact(alertCount)}
      {alertCount === 1 ? " alert" : " alerts"}
    </span>
  );
}

export function IncidentStatus({ incident, className }: { incident: Incident; className?: string }) {
  if (incident.mergedInto) return <StatusMark status="merged" className={className} />;
  return <StatusMark status={incident.status} className={className} />;
}
