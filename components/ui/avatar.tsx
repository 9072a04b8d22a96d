import { cn } from "./cn";

export function initials(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

export type AvatarProps = {
  name: string;
  size?: "sm" | "md" | "lg";
  /** Violet says that this person has acknowledged. */
  acknowledged?: boolean;
  /** The name is written beside it already. */
  decorative?: boolean;
  className?: string;
};

const sizes = { sm: "size-5 text-[0.5625rem]", md: "size-6 text-micro", lg: "size-8 text-meta" };

export function Avatar({ name, size = "md", acknowledged, decorative, className }: AvatarProps) {
  return (
    <span
      title={decorative ? undefined : name}
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full border font-medium",
        acknowledged
          ? "border-acknowledged-line bg-acknowledged-soft text-acknowledged-text"
          : "border-line-strong bg-muted-soft text-secondary",
        sizes[size],
        className,
      )}
    >
      <span aria-hidden="true">{initials(name)}</span>
      {decorative ? null : <span className="sr-only">{name}</span>}
    </span>
  );
}

/** A person: initials and name. */
export function Person({
  name,
  acknowledged,
  className,
}: {
  name: string;
  acknowledged?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-1.5", className)}>
      <Avatar name={name} size="sm" acknowledged={acknowledged} decorative />
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}
