"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

export const tabListClass = "scrollbar-none flex gap-4 overflow-x-auto border-line border-b";
export const tabClass =
  "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-secondary text-table transition-colors duration-100 hover:text-foreground touch:h-11 touch:text-base";

export type TabsProps = {
  tabs: readonly Tab[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  /** Names the row of tabs for a screen reader. */
  label: string;
  className?: string;
};

export function Tabs({ tabs, defaultValue, value, onValueChange, label, className }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      defaultValue={value === undefined ? (defaultValue ?? tabs[0]?.value) : undefined}
      onValueChange={onValueChange}
      className={className}
    >
      <Radix.List aria-label={label} className={tabListClass}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              tabClass,
              "data-[state=active]:border-foreground data-[state=active]:text-foreground",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-meta text-tertiary">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4 outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
