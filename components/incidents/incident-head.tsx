import { Person } from "@/components/ui/avatar";
import { Duration } from "@/components/ui/duration";
import { Mark } from "@/components/ui/mark";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { IncidentDetail } from "@/server/incidents/schema";
import { IncidentStatus } from "./incident-row";
import { fewOf, holderOf, reachOf } from "./words";

/** First how bad, which, where, how long and whose; then what is broken and for whom. */
export function IncidentHead({ incident }: { incident: IncidentDetail }) {
  const holder = holderOf(incident);
  const over = incident.resolvedAt !== null;
  const { affectedServices: services, affectedEnvironments: environments } = incident;
  const first = incident.alerts.find((member) => member.isRootCause)?.alert.service;
  const named =
    first && services.includes(first) ? [first, ...services.filter((name) => name !== first)] : services;
  const where = [fewOf(named, 1), fewOf(environments, 1)].filter(Boolean);
  const everywhere = [...named, ...environments];
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-secondary text-table">
        <SeverityMark severity={incident.severity} quiet={over} />
        <span className="font-mono text-foreground text-meta">{incident.reference}</span>
        {where.length ? (
          <bdi className="min-w-0 break-words" title={everywhere.join(", ")}>
            {where.join(" · ")}
          </bdi>
        ) : null}
        <Duration from={incident.startedAt} to={incident.resolvedAt} className="text-foreground" />
        {holder ? (
          <Person
            name={holder}
            acknowledged={incident.acknowledgedAt !== null && !over}
            className="text-foreground"
          />
        ) : over ? null : (
          <span className="inline-flex items-center gap-1.5 font-medium text-foreground">
            <Mark shape="dash" className="text-muted" />
            Nobody has it
          </span>
        )}
        {incident.status === "open" ? null : <IncidentStatus incident={incident} />}
      </div>
      <h1 id="incident-title" dir="auto" className="mt-1.5 break-words font-semibold text-title">
        {incident.title}
      </h1>
      <p className="mt-1 text-secondary">{reachOf(incident)}</p>
    </header>
  );
}
