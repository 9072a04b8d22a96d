import { cn } from "./cn";

/** The place of something that is on its way; it shows after 200 ms, so that a quick answer brings no flicker. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-appear rounded bg-selected", className)} />;
}

const rowWidths = ["w-2/5", "w-3/5", "w-1/3", "w-1/2", "w-2/3"];

export function SkeletonRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
        <div key={row} className="flex h-9 items-center gap-3 touch:h-11">
          <Skeleton className="size-3 rounded-full" />
          <Skeleton className={cn("h-3", rowWidths[row % rowWidths.length])} />
          <Skeleton className="ml-auto h-3 w-12" />
        </div>
      ))}
    </div>
  );
}
