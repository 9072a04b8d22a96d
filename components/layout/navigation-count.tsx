import { cn } from "@/components/ui/cn";
import { useLiveCount } from "./live-counts";
import type { NavigationItem } from "./navigation";

const countTones = {
  critical: "bg-critical-soft text-critical-text",
  warning: "bg-warning-soft text-warning-text",
  info: "bg-info-soft text-info-text",
};

/** How many wait there, in the tone of the worst of them; `className` places it. */
export function NavigationCount({
  item: rendered,
  plain,
  className,
}: {
  item: NavigationItem;
  plain: string;
  className: string;
}) {
  const item = useLiveCount(rendered);
  if (!item.count) return null;
  return (
    <span className={cn("text-center", item.tone ? countTones[item.tone] : plain, className)}>
      {item.count > 99 ? "99+" : item.count}
    </span>
  );
}
