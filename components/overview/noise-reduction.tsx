import { formatCount } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import type { Overview } from "./open-inputs";

/** What came in and what was left of it for people, as lengths on one scale with the counts beside. */
export function NoiseReduction({ overview }: { overview: Overview }) {
  const { received, alerts, incidents } = overview.noise;
  const most = Math.max(received, alerts, incidents, 1);
  const steps = [
    { name: "Received", count: received, why: "notifications sent by your tools" },
    { name: "Alerts", count: alerts, why: "problems among them, repeats counted once" },
    { name: "Incidents", count: incidents, why: "for people to look at" },
  ];
  return (
    <Section title="Noise reduction">
      <ol className="space-y-2.5">
        {steps.map((step) => (
          <li key={step.name}>
            <p className="flex items-baseline gap-2 text-table">
              <span className="font-medium">{formatCount(step.count)}</span>
              <span>{step.name.toLowerCase()}</span>
              <span className="truncate text-meta text-tertiary">{step.why}</span>
            </p>
            <div aria-hidden="true" className="mt-1 h-1.5 rounded-full bg-muted-soft">
              <div
                className="h-full min-w-0.5 rounded-full bg-muted"
                style={{ width: `${Math.max(step.count ? 0.5 : 0, (step.count / most) * 100)}%` }}
              />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
