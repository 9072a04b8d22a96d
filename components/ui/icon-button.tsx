import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { SpinnerMark } from "./spinner";

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** What it does, in words: read aloud and shown on hover. */
  label: string;
  children: ReactNode;
  size?: "sm" | "md";
  bordered?: boolean;
  loading?: boolean;
};

export function IconButton({
  label,
  children,
  size = "md",
  bordered = false,
  loading = false,
  className,
  type = "button",
  title,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={title ?? label}
      aria-busy={loading || undefined}
      className={cn(
        "finger inline-flex shrink-0 items-center justify-center rounded-md text-secondary transition-colors duration-100 enabled:hover:bg-hover enabled:hover:text-foreground aria-expanded:bg-hover aria-expanded:text-foreground aria-pressed:bg-selected aria-pressed:text-foreground disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4",
        size === "sm" ? "size-7" : "size-8 touch:size-10",
        bordered && "border border-line-strong bg-surface",
        className,
      )}
      {...rest}
    >
      {loading ? <SpinnerMark /> : children}
    </button>
  );
}
