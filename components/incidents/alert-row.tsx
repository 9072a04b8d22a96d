"use client";

import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { LabelBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Duration } from "@/components/ui/duration";
import { RelativeTime } from "@/components/ui/relative-time";
import { SeverityMark } from "@/components/ui/severity-mark";
import { StatusMark } from "@/components/ui/status-mark";
import type { IncidentAlert, IncidentDetail } from "@/server/incidents/schema";
import { AlertValue, SourceLink } from "./alert-parts";
import { useIncidentActions } from "./incident-context";

export type AlertRowProps = {
  incident: IncidentDetail;
  member: IncidentAlert;
  isChoosing: boolean;
  /** One of very many: laid out only when it comes near. */
  isLazy: boolean;
  chosen: boolean;
  onChoose: (alertId: string, chosen: boolean) => void;
};

/** One alert: how bad, what, where, its value, for how long; and, opened, why it is here. */
export function AlertRow({ incident, member, isChoosing, isLazy, chosen, onChoose }: AlertRowProps) {
  const { slug } = useIncidentActions();
  const { alert } = member;
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  const over = alert.resolvedAt !== null;
  return (
    <li className={cn(isLazy && "lazy-row", chosen && "bg-selected")}>
      <div className="relative flex min-h-9 items-start gap-2.5 py-2 hover:bg-hover touch:min-h-11 md:px-2">
        <span className="relative z-10 flex h-5 shrink-0 items-center gap-2.5">
          {isChoosing ? (
            <Checkbox
              aria-label={`Choose ${alert.alertName}`}
              checked={chosen}
              onChange={(event) => onChoose(alert.id, event.target.checked)}
            />
          ) : null}
          <SeverityMark severity={alert.severity} hideWord quiet={over} />
        </span>
        <div className="min-w-0 flex-1">
          <Link
            href={`/${slug}/alerts/${alert.id}`}
            className={cn(
              "finger block break-words font-medium text-table hover:underline",
              over && "text-secondary",
            )}
          >
            <bdi>{alert.alertName}</bdi>
          </Link>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-secondary">
            {member.isRootCause && incident.alertCount > 1 ? (
              <span className="font-medium text-foreground">likely cause</span>
            ) : null}
            <AlertValue value={alert.value} />
            {alert.instance ? (
              <bdi className="max-w-60 truncate font-mono" title={alert.instance}>
                {alert.instance}
              </bdi>
            ) : null}
            {alert.repeatCount > 1 ? <span title="Times it was sent">×{alert.repeatCount}</span> : null}
            {over ? (
              <StatusMark
                status="resolved"
                word={alert.resolvedReason === "person" ? "Closed" : "Cleared"}
                className="text-meta"
              />
            ) : alert.status === "acknowledged" ? null : alert.stale ? (
              <StatusMark status="stale" className="text-meta" />
            ) : null}
            {alert.flapping && !over ? <StatusMark status="flapping" className="text-meta" /> : null}
            {alert.mutedBy ? <StatusMark status="muted" className="text-meta" /> : null}
          </div>
        </div>
        <div className="relative z-10 flex h-5 shrink-0 items-center gap-3 text-meta text-secondary">
          <Duration from={alert.timestamp} to={alert.resolvedAt} />
          <SourceLink alert={alert} />
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={panel}
            aria-label={`Why ${alert.alertName} is here`}
            title="Why it is here"
            onClick={() => setOpen(!isOpen)}
            className="finger rounded p-0.5 hover:bg-selected hover:text-foreground"
          >
            <ChevronDown
              aria-hidden="true"
              className={cn("size-4 transition-transform duration-100", isOpen && "rotate-180")}
            />
          </button>
        </div>
      </div>
      {isOpen ? <WhyHere id={panel} incident={incident} member={member} /> : null}
    </li>
  );
}

function WhyHere({ id, incident, member }: { id: string; incident: IncidentDetail; member: IncidentAlert }) {
  const { edit, takeOut, viewer } = useIncidentActions();
  const { alert, link } = member;
  const said = [alert.annotations.summary, alert.annotations.description].filter(Boolean);
  const mayChange = viewer.mayWrite && !incident.mergedInto;
  return (
    <div id={id} className="mb-2 ml-2 space-y-2 border-line-strong border-l pb-1 pl-3 text-table md:ml-5">
      <p className="break-words">
        <span className="text-secondary">Why here: </span>
        <bdi>{link.sentence}</bdi>
        <span className="text-meta text-secondary">
          {" "}
          {member.addedBy ? `By ${member.addedBy}, ` : ""}
          <RelativeTime at={member.addedAt} />.
        </span>
      </p>
      {said.map((text) => (
        <p key={text} dir="auto" className="whitespace-pre-wrap break-words text-secondary">
          {text}
        </p>
      ))}
      <div className="flex flex-wrap gap-1">
        {Object.entries(alert.labels).map(([name, value]) => (
          <LabelBadge key={name} name={name} value={value} />
        ))}
      </div>
      {mayChange ? (
        <div className="flex flex-wrap gap-2">
          {member.isRootCause ? null : (
            <Button
              size="sm"
              onClick={() =>
                void edit(incident, { rootCauseAlertId: alert.id }, `${alert.alertName} named as the cause`)
              }
            >
              Name as the cause
            </Button>
          )}
          <Button size="sm" onClick={() => void takeOut(incident, [alert.id])}>
            Take out of {incident.reference}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
