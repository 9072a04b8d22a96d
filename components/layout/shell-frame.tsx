"use client";

import { ChevronsUpDown, Search } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useMemo, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { BottomBar } from "./bottom-bar";
import type { CommandItem } from "./commands";
import { OrganizationMenu } from "./lazy-menu";
import { LogoMark } from "./logo";
import type { NavigationItem } from "./navigation";
import { NavigationIcon } from "./navigation-icon";
import { Rail } from "./rail";
import { RAIL_COOKIE } from "./rail-cookie";
import type { AppShellProps } from "./shell-props";
import { useShortcuts } from "./shortcuts";

const ONE_YEAR_S = 31_536_000;

type Layers = typeof import("./shell-layers");

const loadLayers = (): Promise<Layers> => import("./shell-layers");

type Layer = "palette" | "keys" | "more" | null;

export function ShellFrame({
  collapsed: initiallyCollapsed,
  ...props
}: AppShellProps & { collapsed: boolean }) {
  const { organization, navigation, banner, children } = props;
  const pathname = usePathname();
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [layer, setLayer] = useState<Layer>(null);
  const [layers, setLayers] = useState<Layers | null>(null);

  async function show(next: Layer) {
    setLayers(await loadLayers());
    setLayer(next);
  }
  function layerProps(name: Layer) {
    return { open: layer === name, onOpenChange: (open: boolean) => setLayer(open ? name : null) };
  }
  function toggleRail() {
    const next = !collapsed;
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it to render the rail as wide as it was left.
    document.cookie = `${RAIL_COOKIE}=${next ? "collapsed" : "open"}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of page closes what lies above it.
  useEffect(() => setLayer(null), [pathname]);

  const commands = useShellCommands(props);
  useShellShortcuts(navigation, show, toggleRail);

  return (
    <div data-bottom-bar="" className="flex min-h-dvh">
      <a
        href="#main"
        className="-translate-y-20 fixed top-2 left-2 z-50 rounded-md bg-inverse px-3 py-2 font-medium text-on-inverse text-table focus:translate-y-0"
      >
        Skip to content
      </a>
      <Rail
        {...props}
        pathname={pathname}
        collapsed={collapsed}
        onToggle={toggleRail}
        onSearch={() => show("palette")}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-line border-b bg-canvas pr-2 pl-3 md:hidden">
          <OrganizationMenu {...props}>
            <button
              type="button"
              className="flex h-10 min-w-0 items-center gap-2 rounded-md pr-2 font-semibold text-base"
            >
              <LogoMark className="size-6 shrink-0" />
              <span className="truncate">{organization.name}</span>
              <span className="sr-only">, switch organization</span>
              <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-tertiary" />
            </button>
          </OrganizationMenu>
          <IconButton
            label="Search and commands"
            className="ml-auto"
            onPointerEnter={loadLayers}
            onClick={() => show("palette")}
          >
            <Search />
          </IconButton>
        </header>
        {banner}
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <BottomBar
        navigation={navigation}
        pathname={pathname}
        onMore={() => show("more")}
        moreOpen={layer === "more"}
      />
      {layers ? (
        <>
          <layers.CommandPalette {...layerProps("palette")} items={commands} />
          <layers.KeysHelp {...layerProps("keys")} />
          <layers.MoreSheet {...props} {...layerProps("more")} pathname={pathname} />
        </>
      ) : null}
    </div>
  );
}

function useShellCommands({
  navigation,
  organizations,
  organization,
  commands,
}: AppShellProps): CommandItem[] {
  const { setTheme } = useTheme();
  return useMemo(
    () => [
      ...navigation.map((item) => ({
        id: `go-${item.id}`,
        label: item.label,
        keys: item.keys,
        href: item.href,
        icon: <NavigationIcon name={item.icon} />,
      })),
      ...(commands ?? []),
      ...organizations
        .filter((other) => other.slug !== organization.slug)
        .map((other) => ({
          id: `organization-${other.slug}`,
          label: `Switch to ${other.name}`,
          group: "Organizations",
          href: `/${other.slug}`,
          icon: <Avatar name={other.name} size="sm" decorative />,
        })),
      ...(["light", "dark", "system"] as const).map((theme) => ({
        id: `theme-${theme}`,
        label: theme === "system" ? "Theme as the system" : `Theme ${theme}`,
        group: "Appearance",
        run: () => setTheme(theme),
      })),
    ],
    [navigation, organizations, organization.slug, commands, setTheme],
  );
}

function useShellShortcuts(
  navigation: readonly NavigationItem[],
  show: (layer: Layer) => void,
  toggleRail: () => void,
) {
  const router = useRouter();
  useShortcuts([
    {
      keys: "mod+k",
      label: "Search and commands",
      group: "Anywhere",
      everywhere: true,
      run: () => show("palette"),
    },
    { keys: "?", label: "Keys", group: "Anywhere", run: () => show("keys") },
    { keys: "[", label: "Narrow or widen the rail", group: "Anywhere", run: toggleRail },
    ...navigation.flatMap((item) =>
      item.keys
        ? [{ keys: item.keys, label: item.label, group: "Go to", run: () => router.push(item.href) }]
        : [],
    ),
  ]);
}
