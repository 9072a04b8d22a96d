"use client";

import { ChevronsUpDown, PanelLeft, Search } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { OrganizationMenu, UserMenu } from "./lazy-menu";
import { LogoMark } from "./logo";
import { isActive } from "./navigation";
import { NavigationCount } from "./navigation-count";
import { NavigationIcon } from "./navigation-icon";
import type { AppShellProps } from "./shell-props";
import { ThemeToggle } from "./theme-toggle";

type RailProps = AppShellProps & {
  pathname: string;
  collapsed: boolean;
  onToggle: () => void;
  onSearch: () => void;
};

/** The left edge of a wide screen. */
export function Rail({ pathname, collapsed, onToggle, onSearch, ...props }: RailProps) {
  const { organization, navigation, user } = props;
  return (
    <aside
      aria-label="Sidebar"
      data-collapsed={collapsed || undefined}
      className={cn(
        "group/rail sticky top-0 z-30 hidden h-dvh shrink-0 flex-col border-line border-r bg-sunken md:flex",
        collapsed ? "w-13" : "w-56",
      )}
    >
      <div className="flex h-13 items-center px-2">
        <OrganizationMenu {...props}>
          <button
            type="button"
            className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 font-semibold text-base hover:bg-hover aria-expanded:bg-hover"
          >
            <LogoMark className="size-6 shrink-0" />
            <OnlyWide>
              <span className="min-w-0 flex-1 truncate text-left">{organization.name}</span>
              <span className="sr-only">, switch organization</span>
              <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-tertiary" />
            </OnlyWide>
          </button>
        </OrganizationMenu>
      </div>
      <div className="px-2 pb-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-line bg-surface px-2 text-table text-tertiary transition-colors duration-100 hover:border-line-strong hover:text-secondary"
        >
          <Search aria-hidden="true" className="size-4 shrink-0" />
          <OnlyWide>
            <span className="flex-1 text-left">
              Search<span className="sr-only"> and commands</span>
            </span>
            <Kbd keys="mod+k" />
          </OnlyWide>
        </button>
      </div>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-2">
        <ul className="space-y-px">
          {navigation.map((item) => (
            <li key={item.id}>
              <Link
                href={item.href}
                aria-current={isActive(item, pathname) ? "page" : undefined}
                title={collapsed ? item.label : undefined}
                className="relative flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-secondary text-table transition-colors duration-100 hover:bg-hover hover:text-foreground aria-[current=page]:bg-selected aria-[current=page]:text-foreground touch:h-10"
              >
                <NavigationIcon name={item.icon} className="size-4 shrink-0" />
                <span className="min-w-0 flex-1 truncate group-data-collapsed/rail:sr-only">
                  {item.label}
                </span>
                <NavigationCount
                  item={item}
                  plain="text-tertiary group-data-collapsed/rail:hidden"
                  className="min-w-5 rounded px-1 text-micro group-data-collapsed/rail:-top-0.5 group-data-collapsed/rail:-right-0.5 group-data-collapsed/rail:absolute group-data-collapsed/rail:min-w-4 group-data-collapsed/rail:px-0.5"
                />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex items-center gap-1 border-line border-t p-2 group-data-collapsed/rail:flex-col-reverse">
        <UserMenu {...props}>
          <button
            type="button"
            className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left text-table hover:bg-hover aria-expanded:bg-hover group-data-collapsed/rail:flex-none"
          >
            <Avatar name={user.name} decorative />
            <OnlyWide>
              <bdi className="truncate">{user.name}</bdi>
              <span className="sr-only">, your menu</span>
            </OnlyWide>
          </button>
        </UserMenu>
        <ThemeToggle />
        <IconButton
          label={collapsed ? "Widen the rail" : "Narrow the rail"}
          aria-expanded={!collapsed}
          onClick={onToggle}
          className="aria-expanded:bg-transparent"
        >
          <PanelLeft />
        </IconButton>
      </div>
    </aside>
  );
}

function OnlyWide({ children }: { children: ReactNode }) {
  return (
    <span className="contents group-data-collapsed/rail:block group-data-collapsed/rail:sr-only">
      {children}
    </span>
  );
}
