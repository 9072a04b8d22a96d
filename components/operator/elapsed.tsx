import { Duration } from "@/components/ui/duration";

/** How long a piece of work took; most take less than a second, so those are told in milliseconds. */
export function Elapsed({ from, to }: { from: Date; to: Date | null }) {
  const ms = to ? Math.max(0, to.getTime() - from.getTime()) : null;
  return ms !== null && ms < 1000 ? <span>{ms} ms</span> : <Duration from={from} to={to} />;
}
