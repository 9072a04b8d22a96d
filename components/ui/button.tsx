import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { SpinnerMark } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover",
  secondary:
    "border-line-strong bg-surface text-foreground enabled:hover:bg-hover [a&]:hover:bg-hover aria-expanded:bg-hover",
  ghost:
    "border-transparent bg-transparent text-secondary enabled:hover:bg-hover enabled:hover:text-foreground [a&]:hover:bg-hover [a&]:hover:text-foreground aria-expanded:bg-hover aria-expanded:text-foreground",
  danger:
    "border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover [a&]:hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 rounded px-2 text-table touch:h-9 touch:px-3",
  md: "h-8 gap-1.5 rounded-md px-3 text-table touch:h-11 touch:px-4 touch:text-base",
  lg: "h-10 gap-2 rounded-md px-4 text-base touch:h-12",
};

export function buttonClass(
  options: { variant?: ButtonVariant; size?: ButtonSize; className?: string } = {},
) {
  const { variant = "secondary", size = "md", className } = options;
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The work is under way: the button keeps its width and its focus, and takes no second press. */
  loading?: boolean;
  icon?: ReactNode;
};

export function Button({
  variant,
  size,
  loading = false,
  icon,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonClass({ variant, size }), loading && "relative", className)}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      {...rest}
      onClick={loading ? (event) => event.preventDefault() : onClick}
    >
      {/* Unseen while it works, but still the button's name. */}
      <span
        className={cn(
          "inline-flex min-w-0 items-center justify-center gap-[inherit]",
          loading && "opacity-0",
        )}
      >
        {icon}
        {children}
      </span>
      {loading ? (
        <span className="absolute inset-0 grid place-items-center">
          <SpinnerMark className="size-4" />
        </span>
      ) : null}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
};

export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={buttonClass({ variant, size, className })} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
