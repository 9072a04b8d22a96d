"use client";

import * as Radix from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

export const DropdownMenu = Radix.Root;

export function DropdownMenuTrigger(props: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger asChild {...props} />;
}

export const menuClass =
  "z-50 min-w-44 max-w-80 animate-pop overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop outline-none max-h-[min(26rem,var(--radix-dropdown-menu-content-available-height,26rem))]";

export const menuItemClass =
  "flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded px-2 py-1 text-left text-table outline-none [&[data-disabled]:not([data-disabled=false])]:opacity-50 data-[highlighted]:bg-hover touch:min-h-11 touch:text-base [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-secondary";

export function DropdownMenuContent({
  className,
  sideOffset = 4,
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        align="start"
        className={cn(menuClass, className)}
        {...rest}
      />
    </Radix.Portal>
  );
}

export type DropdownMenuItemProps = ComponentProps<typeof Radix.Item> & {
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
};

export function DropdownMenuItem({
  icon,
  keys,
  danger,
  className,
  children,
  ...rest
}: DropdownMenuItemProps) {
  return (
    <Radix.Item
      className={cn(menuItemClass, danger && "text-critical-text [&_svg]:text-critical-text", className)}
      {...rest}
    >
      {rest.asChild ? (
        children
      ) : (
        <>
          {icon}
          <span className="min-w-0 flex-1 truncate">{children}</span>
          {keys ? <Kbd keys={keys} /> : null}
        </>
      )}
    </Radix.Item>
  );
}

export function DropdownMenuCheckboxItem({
  children,
  className,
  ...rest
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(menuItemClass, className)} {...rest}>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <Radix.ItemIndicator>
        <CheckMark />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export const DropdownMenuRadioGroup = Radix.RadioGroup;

export function DropdownMenuRadioItem({
  children,
  className,
  ...rest
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(menuItemClass, className)} {...rest}>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <Radix.ItemIndicator>
        <CheckMark />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 pt-1.5 pb-1 text-meta text-tertiary", className)} {...rest} />;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function CheckMark() {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path
        d="m3.5 8.5 3 3 6-7"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
