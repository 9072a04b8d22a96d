"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import { useTheme } from "next-themes";
import { Avatar } from "@/components/ui/avatar";
import { Segmented } from "@/components/ui/segmented";
import { Sheet } from "@/components/ui/sheet";
import { isActive, phoneNavigation } from "./navigation";
import { NavigationIcon } from "./navigation-icon";
import type { AppShellProps } from "./shell-props";

type MoreSheetProps = AppShellProps & {
  pathname: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const rowClass =
  "flex min-h-11 w-full items-center gap-3 rounded-md px-2 text-left text-base hover:bg-hover aria-[current=page]:bg-selected";

/** What the bottom bar has no room for. */
export function MoreSheet({
  navigation,
  pathname,
  user,
  userLinks,
  signOut,
  open,
  onOpenChange,
}: MoreSheetProps) {
  const { theme, setTheme } = useTheme();
  const inBar = new Set(phoneNavigation(navigation));
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="More" hideTitle>
      <nav aria-label="More" className="-mx-2 -mt-2">
        {navigation
          .filter((item) => !inBar.has(item))
          .map((item) => (
            <Link
              key={item.id}
              href={item.href}
              aria-current={isActive(item, pathname) ? "page" : undefined}
              className={rowClass}
            >
              <NavigationIcon name={item.icon} className="size-5 text-secondary" />
              {item.label}
              {item.count ? <span className="ml-auto text-meta text-secondary">{item.count}</span> : null}
            </Link>
          ))}
        {userLinks?.map((link) => (
          <Link key={link.href} href={link.href} className={rowClass}>
            <span className="size-5" />
            {link.label}
          </Link>
        ))}
      </nav>
      <div className="mt-3 flex items-center justify-between gap-3 border-line border-t pt-3">
        <span className="text-secondary text-table">Theme</span>
        <Segmented
          label="Theme"
          value={theme ?? "system"}
          onChange={setTheme}
          segments={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </div>
      <div className="mt-3 flex items-center gap-3 border-line border-t pt-3">
        <Avatar name={user.name} size="lg" decorative />
        <span className="min-w-0 flex-1">
          <bdi className="block truncate font-medium">{user.name}</bdi>
          <bdi className="block truncate text-meta text-secondary">{user.email}</bdi>
        </span>
        {signOut ? (
          <button
            type="button"
            onClick={() => void signOut()}
            className="flex min-h-11 items-center gap-2 rounded-md px-3 text-secondary text-table hover:bg-hover"
          >
            <LogOut aria-hidden="true" className="size-4" />
            Sign out
          </button>
        ) : null}
      </div>
    </Sheet>
  );
}
