import Link from "next/link";
import { Duration } from "@/components/ui/duration";
import { formatCount } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusMark } from "@/components/ui/status-mark";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AlertDetail } from "@/server/alerts/schema";

const reasons = {
  source: "Resolved by its source",
  person: "Closed by hand",
  expired: "Expired unheard",
  reconciled: "Reconciled with its source",
};

export type AlertEpisodesProps = {
  slug: string;
  currentId: string;
  episodes: AlertDetail["episodes"];
  onOpen?: (id: string) => void;
};

/** Every time this problem was there, newest first. */
export function AlertEpisodes({ slug, currentId, episodes }: AlertEpisodesProps) {
  return (
    <Table label="Episodes">
      <TableHead>
        <TableHeader>Began</TableHeader>
        <TableHeader>Lasted</TableHeader>
        <TableHeader>End</TableHeader>
        <TableHeader numeric>Received</TableHeader>
      </TableHead>
      <TableBody>
        {episodes.map((episode) => {
          const isCurrent = episode.id === currentId;
          return (
            <TableRow key={episode.id} interactive={!isCurrent} aria-selected={isCurrent || undefined}>
              <TableCell>
                {isCurrent ? (
                  <span className="font-medium">
                    <RelativeTime at={episode.timestamp} />
                    <span className="ml-1.5 font-normal text-meta text-tertiary">this one</span>
                  </span>
                ) : (
                  <Link
                    href={`/${slug}/alerts/${episode.id}`}
                    prefetch={false}
                    className="after:absolute after:inset-0 hover:underline"
                  >
                    <RelativeTime at={episode.timestamp} />
                  </Link>
                )}
              </TableCell>
              <TableCell secondary>
                <Duration from={episode.timestamp} to={episode.resolvedAt} />
              </TableCell>
              <TableCell>
                {episode.resolvedAt ? (
                  <StatusMark
                    status="resolved"
                    word={episode.resolvedReason ? reasons[episode.resolvedReason] : undefined}
                  />
                ) : (
                  <StatusMark status="firing" />
                )}
              </TableCell>
              <TableCell numeric secondary>
                ×{formatCount(episode.repeatCount + 1)}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
