"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { Mark } from "./mark";

export type ErrorStateProps = {
  /** What happened: "The incidents could not be read." */
  title: ReactNode;
  /** What to do about it. */
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
  /** What to quote to whoever runs the server. */
  reference?: string;
  className?: string;
};

export function ErrorState({
  title,
  description,
  onRetry,
  retrying,
  action,
  reference,
  className,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn(
        "mx-auto flex w-full max-w-lg flex-col items-center gap-3 px-4 py-14 text-center",
        className,
      )}
    >
      <Mark shape="cross" className="size-4 text-critical" />
      <div className="space-y-1">
        <p className="text-balance font-medium text-base">{title}</p>
        {description ? <div className="text-balance text-secondary text-table">{description}</div> : null}
      </div>
      {onRetry || action ? (
        <div className="flex gap-2 pt-1">
          {onRetry ? (
            <Button onClick={onRetry} loading={retrying}>
              Try again
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
      {reference ? <p className="font-mono text-meta text-tertiary">Reference {reference}</p> : null}
    </div>
  );
}
