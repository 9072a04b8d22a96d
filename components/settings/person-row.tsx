import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";

export type PersonRowProps = {
  name: string;
  email: string;
  isYou?: boolean;
  meta?: ReactNode;
  /** Role and what else can be done, at the end. */
  children: ReactNode;
};

export function PersonRow({ name, email, isYou, meta, children }: PersonRowProps) {
  return (
    <li className="lazy-row flex min-h-13 flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
      <Avatar name={name} size="lg" decorative />
      <span className="min-w-0 flex-1 basis-40">
        <span className="flex items-center gap-1.5">
          <bdi className="truncate font-medium text-table">{name}</bdi>
          {isYou ? <Badge>you</Badge> : null}
        </span>
        <bdi className="block truncate text-meta text-secondary">{email}</bdi>
      </span>
      {meta ? <span className="hidden text-meta text-secondary md:block">{meta}</span> : null}
      <span className="flex items-center gap-1 max-md:w-full max-md:pl-11">{children}</span>
    </li>
  );
}
