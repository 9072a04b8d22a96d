import type { ReactNode } from "react";
import { cn } from "./cn";

export type Definition = { term: ReactNode; value: ReactNode; key?: string; mono?: boolean };

export type DefinitionListProps = {
  items: readonly (Definition | null | false | undefined)[];
  /** `rows` sets term and value side by side, `grid` stacks them in columns. */
  layout?: "rows" | "grid";
  className?: string;
};

/** Entries without a value leave no line: what is not known is not shown as a dash. */
export function DefinitionList({ items, layout = "rows", className }: DefinitionListProps) {
  const known = items.filter((item): item is Definition => {
    return Boolean(item) && (item as Definition).value !== null && (item as Definition).value !== undefined;
  });
  return (
    <dl
      className={cn(
        layout === "rows"
          ? "grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5"
          : "grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-3",
        "text-table",
        className,
      )}
    >
      {known.map((item, index) => (
        <div key={item.key ?? index} className={layout === "rows" ? "contents" : "min-w-0"}>
          <dt className="text-secondary">{item.term}</dt>
          <dd className={cn("min-w-0 break-words", item.mono && "font-mono text-meta leading-5")}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
