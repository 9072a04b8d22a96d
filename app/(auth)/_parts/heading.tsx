import type { ReactNode } from "react";

export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-6 space-y-1.5">
      <h1 className="text-balance font-semibold text-title">{title}</h1>
      {children ? <p className="text-pretty text-base text-secondary">{children}</p> : null}
    </div>
  );
}

export function Aside({ children }: { children: ReactNode }) {
  return <p className="mt-6 text-secondary text-table">{children}</p>;
}

export const linkClass = "text-accent-text underline underline-offset-2 hover:no-underline";
