import type { ReactNode } from "react";
import { cn } from "./cn";
import { Mark, type MarkShape } from "./mark";
import { type Tone, toneMark } from "./tone";

export type BannerTone = "critical" | "warning" | "info" | "resolved" | "neutral";

const looks: Record<BannerTone, { shape: MarkShape; box: string }> = {
  critical: { shape: "circle", box: "border-critical-line bg-critical-soft" },
  warning: { shape: "triangle", box: "border-warning-line bg-warning-soft" },
  info: { shape: "ring", box: "border-info-line bg-info-soft" },
  resolved: { shape: "check", box: "border-resolved-line bg-resolved-soft" },
  neutral: { shape: "dash", box: "border-line bg-sunken" },
};

export type BannerProps = {
  tone?: BannerTone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Edge to edge above a page, instead of a box within it. */
  bleed?: boolean;
  className?: string;
};

/** Something the reader should know while it lasts. */
export function Banner({ tone = "info", title, children, action, bleed, className }: BannerProps) {
  const look = looks[tone];
  return (
    <div
      role={tone === "critical" ? "alert" : "status"}
      className={cn(
        "flex items-start gap-2.5 px-3 py-2 text-table",
        bleed ? "border-b px-4 md:px-6" : "rounded-lg border",
        look.box,
        className,
      )}
    >
      <Mark shape={look.shape} className={cn("mt-1", toneMark[tone as Tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="text-secondary">{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
