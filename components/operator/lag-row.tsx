import { Stat, StatRow } from "@/components/charts/stat";
import { formatCount, formatDuration } from "@/components/ui/format";
import { Mark } from "@/components/ui/mark";
import type { Stats } from "@/inngest/local/status";
import type { OutboxLag } from "@/inngest/outbox-lag";

/** Beyond this the relay or the workers do not keep up, and somebody should look. */
const LATE_MS = 60_000;

export function LagRow({ stats, outbox }: { stats: Stats | null; outbox: OutboxLag }) {
  return (
    <StatRow>
      {stats ? (
        <>
          <Stat label="Running" value={formatCount(stats.running)} basis="sleeping and waiting ones too" />
          <Stat
            label="Queued"
            value={formatCount(stats.queued)}
            lead={late(stats.oldestQueuedMs)}
            basis={
              stats.oldestQueuedMs > 0
                ? `oldest request waits ${formatDuration(stats.oldestQueuedMs)}`
                : "no request waits"
            }
          />
          <Stat
            label="Failed in 24 hours"
            value={formatCount(stats.failed24h)}
            lead={stats.failed24h > 0 ? <Mark shape="cross" className="text-critical" /> : undefined}
            href={stats.failed24h > 0 ? "/operator?status=failed" : undefined}
            basis={stats.failed24h > 0 ? "show them" : "none"}
          />
        </>
      ) : null}
      <Stat
        label="Outbox"
        value={formatCount(outbox.rows)}
        lead={late(outbox.oldestMs)}
        basis={
          outbox.rows > 0
            ? `oldest event waits ${formatDuration(outbox.oldestMs)}`
            : "every event is handed on"
        }
      />
    </StatRow>
  );
}

const late = (ms: number) => (ms > LATE_MS ? <Mark shape="triangle" className="text-warning" /> : undefined);
