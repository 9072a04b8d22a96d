"use client";

import { SendByHand } from "@/components/integrations/send-by-hand";
import { useIntegrations } from "@/components/integrations/use-integrations";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Mark } from "@/components/ui/mark";
import { type AlertFilters, narrowing } from "./filters";

const quietWords: Record<AlertFilters["view"], string> = {
  firing: "Nothing is firing.",
  acknowledged: "No firing alert has been acknowledged.",
  muted: "No alert is muted.",
  flapping: "No alert is flapping.",
  stale: "No alert is stale: every firing one has been heard of lately.",
  mine: "No alert belongs to an incident that is assigned to you.",
  resolved: "No alert has been resolved yet.",
  all: "No alert has come in yet.",
};

export type AlertsEmptyProps = {
  slug: string;
  /** Where this deployment is reached from outside. */
  origin: string;
  filters: AlertFilters;
  mayConnect: boolean;
  onChange: (change: Partial<AlertFilters>) => void;
};

/** Says which kind of nothing this is: filtered away, calm, or not connected yet. */
export function AlertsEmpty({ slug, origin, filters, mayConnect, onChange }: AlertsEmptyProps) {
  const isNarrowed = Boolean(filters.q) || narrowing.some((name) => filters[name]);
  const integrations = useIntegrations();
  if (isNarrowed)
    return (
      <EmptyState
        title="No alert matches these filters."
        description="The name is matched from its beginning; a service, an environment and a label as a whole."
        action={
          <Button
            onClick={() => onChange({ q: "", ...Object.fromEntries(narrowing.map((name) => [name, null])) })}
          >
            Clear the filters
          </Button>
        }
      />
    );
  if (integrations.isPending) return null;
  const isConnected = integrations.data?.items.some((integration) => integration.lastDeliveryAt);
  if (!isConnected)
    return (
      <EmptyState
        title="Alerts of your monitoring tools will stand here, grouped into incidents."
        description="No tool has delivered anything yet."
        action={
          mayConnect ? (
            <ButtonLink variant="primary" href={`/${slug}/integrations/new`}>
              Connect a tool
            </ButtonLink>
          ) : (
            <span className="text-secondary text-table">Ask an admin to connect one.</span>
          )
        }
        example={<SendByHand origin={origin} />}
      />
    );
  return (
    <EmptyState
      icon={<Mark shape="check" className="text-resolved" />}
      title={quietWords[filters.view]}
      action={
        filters.view === "all" ? null : (
          <Button onClick={() => onChange({ view: filters.view === "resolved" ? "all" : "resolved" })}>
            {filters.view === "resolved" ? "Show all alerts" : "Show resolved alerts"}
          </Button>
        )
      }
    />
  );
}
