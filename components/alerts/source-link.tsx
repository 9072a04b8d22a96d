import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The address when it leads to the web, else null: what a payload carries is never trusted to be a link. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || text.length > 4000) return null;
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A way out to the tool that sent it; nothing where the payload named no web address. */
export function SourceLink({
  href,
  children,
  className,
}: {
  href: string | null;
  children: ReactNode;
  className?: string;
}) {
  const address = webAddress(href);
  if (!address) return null;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className={cn(
        "finger inline-flex min-w-0 max-w-full items-center gap-1 rounded text-accent-text hover:underline [&_svg]:size-3.5 [&_svg]:shrink-0",
        className,
      )}
    >
      <span className="min-w-0 truncate">{children}</span>
      <ExternalLink aria-hidden="true" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}
