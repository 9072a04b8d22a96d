"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { plural } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import type { IncidentDetail } from "@/server/incidents/schema";
import { type AlertGroup, fillOutline, type GroupOutline, groupAlerts } from "./alert-groups";
import { AlertRow } from "./alert-row";
import { useIncidentActions } from "./incident-context";
import { INCIDENT_ALERTS, useMoreAlerts } from "./use-more-alerts";

const FIRST_GROUPS = 12;

export type IncidentAlertsProps = {
  incident: IncidentDetail;
  /** Stands for the alerts while only the first of them are there. */
  outline?: readonly GroupOutline[];
  /** Alerts can be picked, to be split off or taken out. */
  isChoosing: boolean;
  onChoosing: (isChoosing: boolean) => void;
};

/** The alerts by service, the cause's first. Long groups and many services stay folded until they are asked for. */
export function IncidentAlerts({ incident, outline, isChoosing, onChoosing }: IncidentAlertsProps) {
  const { split, takeOut, viewer } = useIncidentActions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const { members, left, more } = useMoreAlerts(incident);
  const groups = outline ? fillOutline(outline, incident.alerts) : groupAlerts(members);
  const head = useRef<HTMLDivElement>(null);
  const present = new Set(members.map((member) => member.alert.id));
  const picked = [...chosen].filter((id) => present.has(id));

  function choose(ids: readonly string[], on: boolean) {
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }
  function act(work: (ids: string[]) => unknown) {
    stop();
    void work(picked);
  }
  function stop() {
    setChosen(new Set());
    onChoosing(false);
  }
  useEffect(() => {
    if (isChoosing) head.current?.scrollIntoView({ block: "nearest" });
  }, [isChoosing]);

  if (incident.alertCount === 0 && incident.alerts.length === 0)
    return (
      <Section title="Alerts">
        <p className="text-secondary">
          {incident.mergedInto
            ? "They moved with the merge."
            : "None. Add alerts that belong here from More, or they join by themselves when they fire."}
        </p>
      </Section>
    );

  const shown = showsAll ? groups : groups.slice(0, FIRST_GROUPS);
  return (
    <Section
      title="Alerts"
      count={incident.alertCount}
      action={
        viewer.mayWrite && !incident.mergedInto && !isChoosing ? (
          <Button size="sm" variant="ghost" onClick={() => onChoosing(true)}>
            Choose
          </Button>
        ) : undefined
      }
    >
      <div ref={head} className="scroll-mt-28 space-y-3">
        {shown.map((group) => (
          <Group
            key={group.service ?? ""}
            incident={incident}
            group={group}
            isAlone={groups.length === 1}
            isChoosing={isChoosing}
            chosen={chosen}
            onChoose={choose}
          />
        ))}
      </div>
      {groups.length > FIRST_GROUPS ? (
        <Button size="sm" className="mt-3" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? "Show fewer services" : `Show ${plural(groups.length - FIRST_GROUPS, "more service")}`}
        </Button>
      ) : null}
      {more && !outline ? (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <p className="text-meta text-secondary">
            {members.length} of {incident.alertCount}: the cause, then what fires, the worst first.
          </p>
          <Button size="sm" loading={more.isReading} onClick={more.read}>
            Show {Math.min(left, INCIDENT_ALERTS)} more
          </Button>
        </div>
      ) : null}
      {isChoosing ? (
        <div
          role="toolbar"
          aria-label="Chosen alerts"
          className="sticky bottom-[calc(var(--bottom-bar)+var(--action-bar)+0.75rem)] z-20 mt-3 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 py-2 shadow-pop"
        >
          <span role="status" className="mr-auto text-table">
            {picked.length ? `${plural(picked.length, "alert")} chosen` : "Choose alerts"}
          </span>
          <Button size="sm" variant="ghost" onClick={stop}>
            Cancel
          </Button>
          <Button
            size="sm"
            disabled={picked.length === 0}
            onClick={() => act((ids) => takeOut(incident, ids))}
          >
            Take out
          </Button>
          <Button
            size="sm"
            variant="primary"
            disabled={picked.length === 0 || picked.length >= incident.alertCount || picked.length > 500}
            title={
              picked.length > 0 && picked.length >= incident.alertCount
                ? "Leave at least one alert in the incident."
                : picked.length > 500
                  ? "At most 500 at once."
                  : undefined
            }
            onClick={() => act((ids) => split(incident, ids))}
          >
            Split off
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

type GroupProps = {
  incident: IncidentDetail;
  group: AlertGroup;
  /** The only service: its name stands above already. */
  isAlone: boolean;
  isChoosing: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
};

function Group({ incident, group, isAlone, isChoosing, chosen, onChoose }: GroupProps) {
  const [isOpen, setOpen] = useState(false);
  const { total, firing, first, members } = group;
  const ids = members.map((member) => member.alert.id);
  const count = ids.filter((id) => chosen.has(id)).length;
  const shown = isOpen ? members : members.slice(0, first);
  const name = group.service ?? "No service named";
  const folds = total > first;
  const words =
    firing === 0
      ? `${plural(total, "alert")}, all cleared`
      : firing === total
        ? `${total} firing`
        : `${firing} of ${total} firing`;
  return (
    <section aria-label={name}>
      {isAlone && total < 2 ? null : (
        <div className="relative flex min-h-8 items-center gap-2.5 border-line border-b text-table md:px-2 touch:min-h-10">
          {isChoosing && total > 1 ? (
            <Checkbox
              aria-label={`Choose all ${total} of ${name}`}
              className="relative z-10"
              checked={count === total}
              indeterminate={count > 0 && count < total}
              onChange={(event) => onChoose(ids, event.target.checked)}
            />
          ) : null}
          <h3 className="min-w-0 flex-1 break-words font-medium">
            {folds ? (
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={() => setOpen(!isOpen)}
                className="text-left after:absolute after:inset-0 hover:underline"
              >
                <bdi>{name}</bdi>
              </button>
            ) : (
              <bdi>{name}</bdi>
            )}
          </h3>
          <span className="shrink-0 text-meta text-secondary">{words}</span>
          {folds ? (
            <ChevronDown
              aria-hidden="true"
              className={cn(
                "size-4 shrink-0 text-secondary transition-transform duration-100",
                isOpen && "rotate-180",
              )}
            />
          ) : null}
        </div>
      )}
      {shown.length ? (
        <ul className="divide-y divide-line">
          {shown.map((member) => (
            <AlertRow
              key={member.alert.id}
              incident={incident}
              member={member}
              isChoosing={isChoosing}
              isLazy={isOpen}
              chosen={chosen.has(member.alert.id)}
              onChoose={(id, on) => onChoose([id], on)}
            />
          ))}
        </ul>
      ) : null}
      {isOpen && members.length < total ? (
        <p role="status" className="py-2 text-meta text-secondary md:px-2">
          Reading the other {total - members.length}…
        </p>
      ) : null}
      {folds && first > 0 && !isOpen ? (
        <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
          Show {total - first} more of {name}
        </Button>
      ) : null}
    </section>
  );
}
