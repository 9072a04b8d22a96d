import { Mark } from "@/components/ui/mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Proven, Resolves } from "./verdict";

type Step = { label: string; at: Date | null; never?: boolean };

/** What has to be seen once of every integration: a delivery, a fire, and the end of one. */
export function Proof({ integration, resolves }: { integration: Proven; resolves: Resolves }) {
  const steps: Step[] = [
    { label: "First fire", at: integration.firstFireAt },
    { label: "First resolve", at: integration.firstResolveAt, never: resolves === "never" },
  ];
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-1 text-table">
      <li className="flex items-center gap-1.5">
        <StepMark done={integration.lastDeliveryAt !== null} />
        Delivery
        {integration.lastDeliveryAt ? (
          <span className="text-meta text-secondary">
            last <RelativeTime at={integration.lastDeliveryAt} />
          </span>
        ) : null}
      </li>
      {steps.map((step) => (
        <li key={step.label} className="flex items-center gap-1.5">
          {step.never && !step.at ? (
            <>
              <Mark shape="dash" className="text-muted" />
              <span className="text-secondary">This tool sends no resolve</span>
            </>
          ) : (
            <>
              <StepMark done={step.at !== null} />
              {step.label}
              {step.at ? (
                <span className="text-meta text-secondary">
                  <RelativeTime at={step.at} />
                </span>
              ) : null}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function StepMark({ done }: { done: boolean }) {
  return (
    <>
      <Mark shape={done ? "check" : "ring"} className={done ? "text-resolved" : "text-muted"} />
      <span className="sr-only">{done ? "Seen:" : "Not seen yet:"}</span>
    </>
  );
}
