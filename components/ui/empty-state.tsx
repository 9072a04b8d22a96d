import type { ReactNode } from "react";
import { cn } from "./cn";

export type EmptyStateProps = {
  /** One sentence: what would stand here and why it does not yet. */
  title: ReactNode;
  description?: ReactNode;
  /** One action. */
  action?: ReactNode;
  /** One example: a command, a payload, a sample row. */
  example?: ReactNode;
  icon?: ReactNode;
  className?: string;
};

export function EmptyState({ title, description, action, example, icon, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "mx-auto flex w-full max-w-lg flex-col items-center gap-3 px-4 py-14 text-center",
        className,
      )}
    >
      {icon ? <span className="text-tertiary [&_svg]:size-6">{icon}</span> : null}
      <div className="space-y-1">
        <div className="text-balance font-medium text-base">{title}</div>
        {description ? <p className="text-balance text-secondary text-table">{description}</p> : null}
      </div>
      {action ? <div className="pt-1">{action}</div> : null}
      {example ? <div className="w-full pt-3 text-left">{example}</div> : null}
    </div>
  );
}
