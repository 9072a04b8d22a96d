"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { plural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/input";
import { SeverityMark } from "@/components/ui/severity-mark";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type DialogOf, useIncidentActions } from "./incident-context";

/** Moves firing alerts into the incident, out of the one they were in, which each row names. */
export function AddAlertsDialog({ incident, open, onOpenChange }: DialogOf) {
  const { addAlerts } = useIncidentActions();
  const trpc = useTRPC();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const search = useDeferredValue(words.trim());
  const found = useQuery({
    ...trpc.alerts.list.queryOptions({ view: "firing", limit: 50, ...(search ? { search } : {}) }),
    enabled: open,
    placeholderData: (before) => before,
  });
  const alerts = (found.data?.items ?? []).filter((alert) => alert.incidentId !== incident.id);

  async function submit() {
    setBusy(true);
    setRefusal(null);
    try {
      await addAlerts(incident, [...chosen]);
      onOpenChange(false);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : errorMessage(error));
    } finally {
      setBusy(false);
    }
  }
  function toggle(id: string, on: boolean) {
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Add alerts to ${incident.reference}`}
      description="An alert leaves the incident that it is in now."
      size="lg"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={busy}>
            Cancel
          </Button>
          <Button variant="primary" disabled={chosen.size === 0} loading={busy} onClick={submit}>
            {chosen.size ? `Add ${plural(chosen.size, "alert")}` : "Choose alerts"}
          </Button>
        </>
      }
    >
      <SearchInput
        aria-label="Search firing alerts"
        placeholder="Beginning of the alert's name"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {refusal ? (
        <p role="alert" className="mt-2 text-critical-text text-table">
          {refusal}
        </p>
      ) : null}
      <div className="mt-2 min-h-40">
        {found.isPending ? <SkeletonRows rows={4} /> : null}
        {found.error ? <p className="py-6 text-center text-secondary">{errorMessage(found.error)}</p> : null}
        {found.data && alerts.length === 0 ? (
          <p className="py-6 text-center text-secondary text-table">No other alert fires under that name.</p>
        ) : null}
        <ul className="divide-y divide-line">
          {alerts.map((alert) => (
            <li key={alert.id}>
              <Checkbox
                checked={chosen.has(alert.id)}
                onChange={(event) => toggle(alert.id, event.target.checked)}
                label={
                  <span className="flex items-center gap-2 text-table">
                    <SeverityMark severity={alert.severity} hideWord />
                    <bdi className="break-words">{alert.alertName}</bdi>
                  </span>
                }
                hint={
                  <>
                    <bdi>{[alert.service, alert.environment, alert.value].filter(Boolean).join(" · ")}</bdi>
                    {alert.incident ? ` · now in ${alert.incident.reference}` : ""}
                  </>
                }
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
