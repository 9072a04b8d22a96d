"use client";

import {
  CircleCheck,
  CopyPlus,
  Ellipsis,
  GitMerge,
  Hand,
  Link2,
  Pencil,
  RotateCcw,
  Split,
  Undo2,
  UserPlus,
  UserRound,
} from "lucide-react";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { notify } from "@/components/ui/toast";
import { useCopy } from "@/components/ui/use-copy";
import type { IncidentDetail } from "@/server/incidents/schema";
import { useIncidentActions } from "./incident-context";

const READ_ONLY = "Your role reads incidents. An admin can make you a member, who acts on them.";

/** What can be done now, the next step first; on a phone it stands under the thumb. */
export function IncidentBar({
  incident,
  onChooseAlerts,
}: {
  incident: IncidentDetail;
  onChooseAlerts: () => void;
}) {
  const { acknowledge, reopen, ask, viewer } = useIncidentActions();
  const readOnly = viewer.mayWrite ? undefined : READ_ONLY;
  const over = incident.resolvedAt !== null;
  const taken = incident.acknowledgedAt !== null;
  return (
    <>
      <ActionBar label={`Actions on ${incident.reference}`} className="mt-3">
        {!over && !taken ? (
          <Button
            variant="primary"
            icon={<Hand aria-hidden="true" />}
            disabled={Boolean(readOnly)}
            onClick={() => void acknowledge(incident)}
          >
            Acknowledge
          </Button>
        ) : null}
        {over ? null : (
          <Button
            variant={taken ? "primary" : "secondary"}
            icon={<CircleCheck aria-hidden="true" />}
            disabled={Boolean(readOnly)}
            onClick={() => ask("resolve", incident)}
          >
            Resolve
          </Button>
        )}
        {over && !incident.mergedInto ? (
          <Button
            icon={<RotateCcw aria-hidden="true" />}
            disabled={Boolean(readOnly)}
            onClick={() => void reopen(incident)}
          >
            Open again
          </Button>
        ) : null}
        <More incident={incident} onChooseAlerts={onChooseAlerts} />
      </ActionBar>
      {readOnly ? <p className="mt-1.5 text-meta text-secondary">{readOnly}</p> : null}
    </>
  );
}

function More({ incident, onChooseAlerts }: { incident: IncidentDetail; onChooseAlerts: () => void }) {
  const { unacknowledge, assign, ask, viewer } = useIncidentActions();
  const { copy } = useCopy();
  const over = incident.resolvedAt !== null;
  const mayChange = viewer.mayWrite && !incident.mergedInto;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button icon={<Ellipsis aria-hidden="true" />} className="max-md:max-w-28">
          More
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        {mayChange ? (
          <>
            {incident.acknowledgedAt && !over ? (
              <DropdownMenuItem
                icon={<Undo2 aria-hidden="true" />}
                onSelect={() => void unacknowledge(incident)}
              >
                Take acknowledgement back
              </DropdownMenuItem>
            ) : null}
            {incident.assignedTo === viewer.userId ? null : (
              <DropdownMenuItem
                icon={<UserRound aria-hidden="true" />}
                onSelect={() => void assign(incident, { userId: viewer.userId, name: viewer.name })}
              >
                Assign to me
              </DropdownMenuItem>
            )}
            <DropdownMenuItem
              icon={<UserPlus aria-hidden="true" />}
              keys="a"
              onSelect={() => ask("assign", incident)}
            >
              Assign…
            </DropdownMenuItem>
            <DropdownMenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => ask("edit", incident)}>
              Edit title, status, severity…
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem
              icon={<CopyPlus aria-hidden="true" />}
              onSelect={() => ask("add-alerts", incident)}
            >
              Add alerts…
            </DropdownMenuItem>
            {incident.alertCount > 0 ? (
              <DropdownMenuItem icon={<Split aria-hidden="true" />} onSelect={onChooseAlerts}>
                Split off or take out alerts…
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuItem icon={<GitMerge aria-hidden="true" />} onSelect={() => ask("merge", incident)}>
              Merge into…
            </DropdownMenuItem>
            <DropdownMenuSeparator />
          </>
        ) : null}
        <DropdownMenuItem
          icon={<Link2 aria-hidden="true" />}
          onSelect={() =>
            void copy(`${location.origin}${location.pathname}`).then(() => notify("Link copied"))
          }
        >
          Copy link
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
