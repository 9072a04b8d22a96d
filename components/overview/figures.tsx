import { Stat, StatRow } from "@/components/charts/stat";
import { formatCount, formatDuration, plural } from "@/components/ui/format";
import type { Overview } from "./open-inputs";

const NONE = <span className="text-tertiary">–</span>;

/** Figures with what they rest on; a median of nothing is a dash, never a zero. */
export function Figures({ overview }: { overview: Overview }) {
  const { noise, timeToAcknowledge, timeToResolve, days } = overview;
  const duration = (seconds: number | null) => (seconds === null ? NONE : formatDuration(seconds * 1000));
  return (
    <StatRow>
      <Stat
        label="Time to acknowledge"
        value={duration(timeToAcknowledge.seconds)}
        basis={
          timeToAcknowledge.count
            ? `median of ${plural(timeToAcknowledge.count, "incident")}`
            : `nothing acknowledged in ${days} days`
        }
      />
      <Stat
        label="Time to resolve"
        value={duration(timeToResolve.seconds)}
        basis={
          timeToResolve.count
            ? `median of ${plural(timeToResolve.count, "incident")}`
            : `nothing resolved in ${days} days`
        }
      />
      <Stat
        label="Alerts per incident"
        value={noise.incidents ? (noise.alerts / noise.incidents).toFixed(1).replace(/\.0$/, "") : NONE}
        basis={`${plural(noise.alerts, "alert")}, ${plural(noise.incidents, "incident")}`}
      />
      <Stat label="Incidents opened" value={formatCount(noise.incidents)} basis={`in ${days} days`} />
    </StatRow>
  );
}
