import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { formatCompact } from "./format";

const chipClass =
  "inline-flex h-7 shrink-0 select-none items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-table transition-colors duration-100 touch:h-9 touch:px-3";

function look(pressed: boolean): string {
  return pressed
    ? "border-inverse bg-inverse text-on-inverse"
    : "border-line-strong bg-surface text-secondary hover:bg-hover hover:text-foreground";
}

export type ChipProps = Omit<ComponentProps<"button">, "children"> & {
  pressed: boolean;
  count?: number;
  /** The count stopped there: shown as "1,000+". */
  capped?: boolean;
  icon?: ReactNode;
  children: ReactNode;
};

/** A filter that is on or off, with how many it would leave. */
export function Chip({ pressed, count, capped, icon, className, children, ...rest }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={cn("finger", chipClass, look(pressed), className)}
      {...rest}
    >
      <ChipBody pressed={pressed} count={count} capped={capped} icon={icon}>
        {children}
      </ChipBody>
    </button>
  );
}

export type ChipLinkProps = Omit<ComponentProps<typeof Link>, "children"> &
  Pick<ChipProps, "pressed" | "count" | "capped" | "icon" | "children">;

/** The same where the filter is a link, so that it works before any script has run. */
export function ChipLink({ pressed, count, capped, icon, className, children, ...rest }: ChipLinkProps) {
  return (
    <Link
      aria-current={pressed ? "true" : undefined}
      className={cn("finger", chipClass, look(pressed), className)}
      {...rest}
    >
      <ChipBody pressed={pressed} count={count} capped={capped} icon={icon}>
        {children}
      </ChipBody>
    </Link>
  );
}

function ChipBody({ pressed, count, capped, icon, children }: Omit<ChipProps, "className">) {
  return (
    <>
      {icon}
      {children}
      {count === undefined ? null : (
        <span className={cn("text-meta", pressed ? "opacity-80" : "text-tertiary")}>
          {formatCompact(count)}
          {capped ? "+" : ""}
        </span>
      )}
    </>
  );
}

/** A row of chips; it scrolls sideways on a phone instead of pushing the list down. */
export function ChipRow({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a scrolling row in every browser.
    <div
      role="group"
      aria-label={label}
      className={cn(
        "scrollbar-none -mx-4 flex gap-1.5 overflow-x-auto px-4 py-0.5 md:mx-0 md:flex-wrap md:px-0",
        className,
      )}
    >
      {children}
    </div>
  );
}
