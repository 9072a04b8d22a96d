"use client";

import { LogOut, Plus } from "lucide-react";
import Link from "next/link";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Mark } from "@/components/ui/mark";
import type { AppShellProps } from "./shell-props";

type MenuProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

type OrganizationMenuProps = Pick<
  AppShellProps,
  "organization" | "organizations" | "createOrganizationHref"
> &
  MenuProps;

export function OrganizationMenu({
  organization,
  organizations,
  createOrganizationHref,
  open,
  onOpenChange,
  children,
}: OrganizationMenuProps) {
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger>{children}</DropdownMenuTrigger>
      <DropdownMenuContent className="w-64">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        {organizations.map((other) => (
          <DropdownMenuItem key={other.slug} asChild>
            <Link
              href={`/${other.slug}`}
              aria-current={other.slug === organization.slug ? "true" : undefined}
            >
              <Avatar name={other.name} size="sm" decorative />
              <bdi className="min-w-0 flex-1 truncate">{other.name}</bdi>
              {other.slug === organization.slug ? <Mark shape="check" className="text-secondary" /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
        {createOrganizationHref ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem asChild>
              <Link href={createOrganizationHref}>
                <Plus aria-hidden="true" />
                New organization
              </Link>
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type UserMenuProps = Pick<AppShellProps, "user" | "userLinks" | "signOut"> & MenuProps;

export function UserMenu({ user, userLinks, signOut, open, onOpenChange, children }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      <DropdownMenuTrigger>{children}</DropdownMenuTrigger>
      <DropdownMenuContent side="top" className="w-56">
        <div className="px-2 py-1.5">
          <bdi className="block truncate font-medium text-table">{user.name}</bdi>
          <bdi className="block truncate text-meta text-secondary">{user.email}</bdi>
        </div>
        <DropdownMenuSeparator />
        {userLinks?.map((link) => (
          <DropdownMenuItem key={link.href} asChild>
            <Link href={link.href}>{link.label}</Link>
          </DropdownMenuItem>
        ))}
        {userLinks?.length ? <DropdownMenuSeparator /> : null}
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          <DropdownMenuRadioItem value="system">As the system</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light">Light</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">Dark</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        {signOut ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void signOut()}>
              Sign out
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
