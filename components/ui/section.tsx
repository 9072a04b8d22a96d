import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type SectionProps = {
  title: ReactNode;
  description?: ReactNode;
  count?: number;
  action?: ReactNode;
  children: ReactNode;
  /** A border around the body, for a form or a thing that stands alone. */
  boxed?: boolean;
  className?: string;
};

export function Section({ title, description, count, action, children, boxed, className }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("min-w-0", className)}>
      <div className="mb-2 flex min-h-7 items-center gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold text-base">
            {title}
            {count === undefined ? null : (
              <span className="ml-1.5 font-normal text-meta text-tertiary">{count}</span>
            )}
          </h2>
          {description ? <p className="text-secondary text-table">{description}</p> : null}
        </div>
        {action}
      </div>
      {boxed ? <div className="rounded-lg border border-line bg-surface p-4">{children}</div> : children}
    </section>
  );
}
