import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type TableProps = ComponentProps<"table"> & {
  /** Says what the table holds, for screen readers. */
  label: string;
};

/** Dense rows of 36 px, 44 px under a finger. A wide table scrolls in its own box, never the page. */
export function Table({ label, className, children, ...rest }: TableProps) {
  return (
    <div className="relative -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <table
        aria-label={label}
        className={cn("w-full border-collapse text-left text-table", className)}
        {...rest}
      >
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <thead className={className}>
      <tr className="border-line border-b">{children}</tr>
    </thead>
  );
}

export function TableHeader({
  className,
  numeric,
  children,
  ...rest
}: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 whitespace-nowrap px-2 font-medium text-meta text-secondary first:pl-0 last:pr-0",
        numeric && "text-right",
        className,
      )}
      {...rest}
    >
      {children}
    </th>
  );
}

export const TableBody = (props: ComponentProps<"tbody">) => <tbody {...props} />;

export function TableRow({
  className,
  interactive,
  ...rest
}: ComponentProps<"tr"> & { interactive?: boolean }) {
  return (
    <tr
      className={cn(
        "group/row h-9 border-line border-b last:border-b-0 touch:h-11",
        interactive && "relative hover:bg-hover has-[a:focus-visible]:bg-hover aria-selected:bg-selected",
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({
  className,
  numeric,
  mono,
  secondary,
  ...rest
}: ComponentProps<"td"> & { numeric?: boolean; mono?: boolean; secondary?: boolean }) {
  return (
    <td
      className={cn(
        "px-2 py-1 align-middle first:pl-0 last:pr-0",
        numeric && "whitespace-nowrap text-right",
        mono && "font-mono text-meta",
        secondary && "text-secondary",
        className,
      )}
      {...rest}
    />
  );
}
