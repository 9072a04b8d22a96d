"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { plural } from "@/components/ui/format";
import { SearchInput } from "@/components/ui/input";
import { SeverityMark } from "@/components/ui/severity-mark";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Incident } from "@/server/incidents/schema";
import { type DialogOf, useIncidentActions } from "./incident-context";
import { fewOf, incidentHref } from "./words";

/** Chooses where an incident ends. Merging cannot be undone, so the button names both. */
export function MergeDialog({ incident, open, onOpenChange }: DialogOf) {
  const { merge, slug } = useIncidentActions();
  const router = useRouter();
  const trpc = useTRPC();
  const [words, setWords] = useState("");
  const [into, setInto] = useState<Incident | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const search = useDeferredValue(words.trim());
  const found = useQuery({
    ...trpc.incidents.list.queryOptions({ view: "open", limit: 20, ...(search ? { search } : {}) }),
    enabled: open,
    placeholderData: (before) => before,
  });
  const others = (found.data?.items ?? []).filter((other) => other.id !== incident.id);

  async function submit() {
    if (!into) return;
    setBusy(true);
    setRefusal(null);
    try {
      await merge(incident, into);
      onOpenChange(false);
      router.push(incidentHref(slug, into.reference));
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : errorMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (busy ? undefined : onOpenChange(next))}
      title={`Merge ${incident.reference} into…`}
      description={`${incident.reference} ends there with its ${plural(incident.alertCount, "alert")}. This cannot be undone; alerts can be split out again.`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={busy}>
            Cancel
          </Button>
          <Button variant="primary" disabled={!into} loading={busy} onClick={submit}>
            {into ? `Merge ${incident.reference} into ${into.reference}` : "Choose an incident"}
          </Button>
        </>
      }
    >
      <SearchInput
        aria-label="Search open incidents"
        placeholder="INC-42 or words of the title"
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
        {found.data && others.length === 0 ? (
          <p className="py-6 text-center text-secondary text-table">
            {search ? "No other open incident matches." : "No other incident is open."}
          </p>
        ) : null}
        <div role="radiogroup" aria-label="Open incidents">
          {others.map((other) => (
            <label
              key={other.id}
              className={cn(
                "flex min-h-9 items-start gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover has-[:focus-visible]:outline-2 touch:min-h-11",
                into?.id === other.id && "bg-selected",
              )}
            >
              <input
                type="radio"
                name="into"
                className="sr-only"
                checked={into?.id === other.id}
                onChange={() => setInto(other)}
              />
              <SeverityMark severity={other.severity} hideWord className="h-5" />
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2 break-words text-table">
                  <span className="font-mono text-meta text-secondary">{other.reference}</span>{" "}
                  <bdi>{other.title}</bdi>
                </span>
                <span className="block truncate text-meta text-secondary">
                  {plural(other.alertCount, "alert")}
                  {other.affectedServices.length ? ` · ${fewOf(other.affectedServices, 3)}` : ""}
                </span>
              </span>
            </label>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
