"use client";

import { Person } from "@/components/ui/avatar";
import { DefinitionList } from "@/components/ui/definition-list";
import { DurationOf } from "@/components/ui/duration";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import type { Incident, IncidentDetail } from "@/server/incidents/schema";
import { useIncidentActions } from "./incident-context";
import { IncidentStatus } from "./incident-row";
import { openStatuses, statusWords, webAddress } from "./words";

const methods: Record<Incident["correlationMethod"], string> = {
  temporal: "Alerts close in time",
  topology: "Services that depend on each other",
  label: "Shared labels",
  manual: "By hand",
  ml: "Alerts that came together before",
};

/** Everything else known of it, and what may be set without opening a dialog. */
export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const { setStatus, ask, viewer } = useIncidentActions();
  const mayChange = viewer.mayWrite && !incident.mergedInto;
  const postmortem = webAddress(incident.postmortemUrl);
  return (
    <aside aria-label="Facts" className="min-w-0 @3xl:border-line @3xl:border-l @3xl:pl-5">
      <Section title="Facts" className="@3xl:sticky @3xl:top-4">
        <DefinitionList
          items={[
            {
              term: "Status",
              value:
                mayChange && !incident.resolvedAt ? (
                  <Select
                    aria-label="Status"
                    options={openStatuses.map((value) => ({ value, label: statusWords[value] }))}
                    value={incident.status}
                    onChange={(event) => void setStatus(incident, event.target.value as Incident["status"])}
                  />
                ) : (
                  <IncidentStatus incident={incident} />
                ),
            },
            {
              term: "Assigned to",
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  {incident.assignedToName ? <Person name={incident.assignedToName} /> : "Nobody"}
                  {mayChange ? (
                    <button
                      type="button"
                      onClick={() => ask("assign", incident)}
                      className="finger text-accent-text hover:underline"
                    >
                      {incident.assignedToName ? "Change" : "Assign"}
                    </button>
                  ) : null}
                </span>
              ),
            },
            incident.assignedTeam ? { term: "Team", value: <bdi>{incident.assignedTeam}</bdi> } : null,
            incident.acknowledgedAt
              ? {
                  term: "Acknowledged",
                  value: (
                    <>
                      <RelativeTime at={incident.acknowledgedAt} />
                      {incident.acknowledgedBy ? (
                        <>
                          {" "}
                          by <bdi>{incident.acknowledgedBy}</bdi>
                        </>
                      ) : null}
                    </>
                  ),
                }
              : null,
            incident.affectedServices.length
              ? { term: "Services", value: <Names names={incident.affectedServices} /> }
              : null,
            incident.affectedEnvironments.length
              ? { term: "Environments", value: <Names names={incident.affectedEnvironments} /> }
              : null,
            incident.customerImpact ? { term: "Customers", value: "Affected" } : null,
            incident.estimatedImpact
              ? { term: "Impact", value: <span className="capitalize">{incident.estimatedImpact}</span> }
              : null,
            { term: "Started", value: <RelativeTime at={incident.startedAt} /> },
            { term: "Detected", value: <RelativeTime at={incident.detectedAt} /> },
            incident.mitigatedAt
              ? { term: "Mitigated", value: <RelativeTime at={incident.mitigatedAt} /> }
              : null,
            incident.resolvedAt && !incident.mergedInto
              ? {
                  term: "Resolved",
                  value: (
                    <>
                      <RelativeTime at={incident.resolvedAt} /> after{" "}
                      <DurationOf ms={incident.resolvedAt.getTime() - incident.startedAt.getTime()} />
                    </>
                  ),
                }
              : null,
            incident.alertCount > 1
              ? { term: "Grouped by", value: methods[incident.correlationMethod] }
              : null,
            postmortem
              ? {
                  term: "Post-mortem",
                  value: (
                    <a href={postmortem} target="_blank" rel="noopener noreferrer" className="underline">
                      Read it
                    </a>
                  ),
                }
              : null,
          ]}
        />
        {incident.lessonsLearned ? (
          <p dir="auto" className="mt-3 whitespace-pre-wrap break-words text-secondary text-table">
            {incident.lessonsLearned}
          </p>
        ) : null}
      </Section>
    </aside>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul>
      {names.map((name) => (
        <li key={name} className="break-words">
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
