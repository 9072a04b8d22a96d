"use client";

import { Duration } from "@/components/ui/duration";
import { Mark } from "@/components/ui/mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { IncidentDetail } from "@/server/incidents/schema";
import { AlertValue, SourceLink } from "./alert-parts";
import { causeOf } from "./words";

/** The alert that most likely began it, in words: there is no vote yet to make a number of. */
export function ProbableCause({ incident }: { incident: IncidentDetail }) {
  const cause = causeOf(incident);
  if (!cause)
    return incident.alertCount > 0 && !incident.mergedInto ? (
      <Section title="Probable cause">
        <p className="text-secondary">
          Unknown: no alert stands out. You can name one in the list of alerts below.
        </p>
      </Section>
    ) : null;
  const { alert } = cause.member;
  const said = alert.annotations.summary ?? alert.annotations.description;
  return (
    <Section title="Probable cause">
      <div className="rounded-lg border border-line bg-surface px-3 py-2.5">
        <div className="flex items-start gap-2.5">
          <SeverityMark
            severity={alert.severity}
            hideWord
            quiet={alert.resolvedAt !== null}
            className="h-5"
          />
          <div className="min-w-0 flex-1">
            <p className="break-words">
              <span className="text-secondary">{cause.certainty}: </span>
              <bdi className="font-medium">{alert.alertName}</bdi>
              {alert.service ? (
                <>
                  <span className="text-secondary"> on </span>
                  <bdi className="font-medium">{alert.service}</bdi>
                </>
              ) : null}
            </p>
            {said ? (
              <p dir="auto" className="mt-0.5 line-clamp-3 break-words text-table">
                {said}
              </p>
            ) : null}
            <p className="mt-0.5 text-meta text-secondary">{cause.evidence}</p>
            <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-secondary">
              <AlertValue value={alert.value} />
              {alert.resolvedAt ? (
                <span className="inline-flex items-center gap-1.5 text-resolved-text">
                  <Mark shape="check" className="text-resolved" />
                  <span>
                    cleared <RelativeTime at={alert.resolvedAt} />
                  </span>
                </span>
              ) : (
                <span>
                  firing for <Duration from={alert.timestamp} />
                </span>
              )}
              <SourceLink alert={alert} withWord />
            </p>
          </div>
        </div>
      </div>
    </Section>
  );
}
