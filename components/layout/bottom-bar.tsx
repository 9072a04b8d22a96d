"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { isActive, type NavigationItem, phoneNavigation } from "./navigation";
import { NavigationCount } from "./navigation-count";
import { NavigationIcon } from "./navigation-icon";

type BottomBarProps = {
  navigation: readonly NavigationItem[];
  pathname: string;
  onMore: () => void;
  moreOpen: boolean;
};

/** Five places under the thumb: four rooms and the way to the rest. */
export function BottomBar({ navigation, pathname, onMore, moreOpen }: BottomBarProps) {
  const primary = phoneNavigation(navigation);
  const elsewhere = !primary.some((item) => isActive(item, pathname));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-40 grid h-[calc(3.5rem+env(safe-area-inset-bottom))] grid-cols-5 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {primary.map((item) => (
        <Link
          key={item.id}
          href={item.href}
          aria-current={isActive(item, pathname) ? "page" : undefined}
          className={barClass}
        >
          <span className="relative">
            <NavigationIcon name={item.icon} className="size-5" />
            <NavigationCount
              item={item}
              plain="bg-selected text-secondary"
              className="-top-1.5 absolute left-3 min-w-4 rounded-full border border-surface px-1 text-[0.625rem] leading-3.5"
            />
          </span>
          {item.label}
        </Link>
      ))}
      <button
        type="button"
        onClick={onMore}
        aria-expanded={moreOpen}
        aria-current={elsewhere ? "page" : undefined}
        className={barClass}
      >
        <Ellipsis aria-hidden="true" strokeWidth={1.75} className="size-5" />
        More
      </button>
    </nav>
  );
}

const barClass =
  "flex min-w-0 flex-col items-center justify-center gap-0.5 font-medium text-micro text-secondary aria-[current=page]:text-accent-text";
