"use client";

import { Hand, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import type { AlertListItem } from "@/server/alerts/schema";
import { MoveToIncident } from "./move-to-incident";
import { BULK_MAX } from "./use-alert-actions";

export type BulkBarProps = {
  slug: string;
  alerts: readonly AlertListItem[];
  mayMove: boolean;
  onAcknowledge: () => void;
  onMoved: () => void;
  onClear: () => void;
};

/** What can be done with all that is selected, below the list, where it moves no row. */
export function BulkBar({ slug, alerts, mayMove, onAcknowledge, onMoved, onClear }: BulkBarProps) {
  const tooMany = alerts.length > BULK_MAX;
  return (
    <div
      role="toolbar"
      aria-label="Selected alerts"
      className="flex animate-fade items-center gap-2 border-line border-t bg-surface px-4 py-2 md:px-6"
    >
      <IconButton label="Clear the selection" size="sm" onClick={onClear}>
        <X />
      </IconButton>
      <span role="status" className="min-w-0 flex-1 truncate text-table">
        {alerts.length} selected
        {tooMany ? (
          <span className="text-warning-text">; the first {BULK_MAX} are taken at a time</span>
        ) : null}
      </span>
      {mayMove ? (
        <MoveToIncident slug={slug} alerts={alerts} onMoved={onMoved}>
          <Button>
            <span className="md:hidden">Move…</span>
            <span className="max-md:hidden">Move to incident…</span>
          </Button>
        </MoveToIncident>
      ) : null}
      <Button variant="primary" icon={<Hand />} onClick={onAcknowledge}>
        Acknowledge <Kbd keys="e" />
      </Button>
    </div>
  );
}
