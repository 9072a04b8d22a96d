"use client";

import { Command } from "cmdk";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import { menuItemClass } from "./dropdown-menu";
import { Popover } from "./popover";

export type PickerOption = { value: string; label: string; detail?: string; icon?: ReactNode };

export type PickerProps = {
  trigger: ReactNode;
  /** What is picked: "Assign to". */
  label: string;
  options: readonly PickerOption[];
  value?: string | null;
  onPick: (value: string) => void;
  /** Given, the words are looked up elsewhere and `options` are shown as they come. */
  onSearch?: (words: string) => void;
  loading?: boolean;
  empty?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** One of many, found by typing. */
export function Picker({
  trigger,
  label,
  options,
  value,
  onPick,
  onSearch,
  loading,
  empty = "Nothing matches.",
  open: openProp,
  onOpenChange,
}: PickerProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [highlighted, setHighlighted] = useState("");
  const open = openProp ?? ownOpen;
  // What was looked up elsewhere replaces the rows, and with them the one that enter would pick.
  const isThere = options.some((option) => option.value === highlighted);
  const picked = onSearch
    ? { value: isThere ? highlighted : (options[0]?.value ?? ""), onValueChange: setHighlighted }
    : {};
  function change(next: boolean) {
    setOwnOpen(next);
    onOpenChange?.(next);
  }
  return (
    <Popover open={open} onOpenChange={change} trigger={trigger} label={label} flush>
      <Command label={label} shouldFilter={!onSearch} loop {...picked}>
        <Command.Input
          placeholder={`${label}…`}
          onValueChange={onSearch}
          className="h-9 w-full border-line border-b bg-transparent px-3 text-base outline-none touch:h-12"
        />
        <Command.List className="max-h-72 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-4 text-center text-secondary text-table">
            {loading ? "Searching…" : empty}
          </Command.Empty>
          {options.map((option) => (
            <Command.Item
              key={option.value}
              value={option.value}
              keywords={[option.label, option.detail ?? ""]}
              onSelect={() => {
                onPick(option.value);
                change(false);
              }}
              className={cn(menuItemClass, "data-[selected=true]:bg-hover")}
            >
              {option.icon}
              <bdi className="min-w-0 flex-1 truncate">{option.label}</bdi>
              {option.detail ? <bdi className="truncate text-meta text-tertiary">{option.detail}</bdi> : null}
              {option.value === value ? <span className="text-meta text-secondary">current</span> : null}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
