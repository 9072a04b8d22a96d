"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";
import { useTRPC } from "@/components/api/trpc";
import { Picker, type PickerOption } from "@/components/ui/picker";
import { SeverityMark } from "@/components/ui/severity-mark";
import type { AlertListItem } from "@/server/alerts/schema";
import { DeclareDialog } from "./declare-dialog";
import { useAlertActions } from "./use-alert-actions";
import { useRested } from "./use-rested";

const NEW = "new";
// A menu greys its icons; these say how bad it is.
const markColours = {
  critical: "[&_svg]:size-3! [&_svg]:text-critical!",
  warning: "[&_svg]:size-3! [&_svg]:text-warning!",
  info: "[&_svg]:size-3! [&_svg]:text-info!",
};

export type MoveToIncidentProps = {
  slug: string;
  alerts: readonly AlertListItem[];
  onMoved?: () => void;
  /** The button that opens it. */
  children: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Which open incident the alerts belong to, found by typing, or a new one. */
export function MoveToIncident({
  slug,
  alerts,
  onMoved,
  children,
  open: openProp,
  onOpenChange,
}: MoveToIncidentProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const actions = useAlertActions();
  const [ownOpen, setOwnOpen] = useState(false);
  const [declaring, setDeclaring] = useState(false);
  const [words, setWords] = useState("");
  const search = useRested(words.trim());
  const open = openProp ?? ownOpen;
  const incidents = useQuery({
    ...trpc.incidents.list.queryOptions({ view: "open", search: search || undefined, limit: 20 }),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const found = incidents.data?.items ?? [];
  const options: PickerOption[] = [
    ...found.map((incident) => ({
      value: incident.id,
      label: incident.title,
      detail: incident.reference,
      icon: <SeverityMark severity={incident.severity} hideWord className={markColours[incident.severity]} />,
    })),
    { value: NEW, label: "Declare a new incident", icon: <Plus /> },
  ];

  function change(next: boolean) {
    setOwnOpen(next);
    setWords("");
    onOpenChange?.(next);
  }
  async function pick(value: string) {
    if (value === NEW) return setDeclaring(true);
    const incident = found.find((one) => one.id === value);
    if (incident && (await actions.move(incident, alerts))) onMoved?.();
  }

  return (
    <>
      <Picker
        trigger={children}
        label="Move to incident"
        options={options}
        value={alerts.length === 1 ? alerts[0]?.incidentId : null}
        onPick={(value) => void pick(value)}
        onSearch={setWords}
        loading={incidents.isFetching}
        open={open}
        onOpenChange={change}
      />
      {declaring ? (
        <DeclareDialog
          alerts={alerts}
          onClose={() => setDeclaring(false)}
          onDeclare={async (declaration) => {
            const incident = await actions.declare(declaration, alerts);
            if (!incident) return false;
            onMoved?.();
            router.push(`/${slug}/incidents/${incident.reference}`);
            return true;
          }}
        />
      ) : null}
    </>
  );
}
