import type { Severity } from "@/components/ui/tone";

export type NavigationIcon =
  | "overview"
  | "incidents"
  | "alerts"
  | "integrations"
  | "deliveries"
  | "settings"
  | "services"
  | "on-call"
  | "runbooks"
  | "analytics"
  | "operations"
  | "other";

export type NavigationItem = {
  id: string;
  label: string;
  href: string;
  icon: NavigationIcon;
  /** How many wait there; the tone of the worst of them. */
  count?: number;
  tone?: Severity;
  /** A shortcut such as "g i". */
  keys?: string;
  /** Stands in the bottom bar of a phone; the first four do, the rest is under More. */
  primary?: boolean;
  /** Active on its own address only, not on those below it. */
  exact?: boolean;
};

export type OrganizationLink = { name: string; slug: string };

export type NavigationCounts = {
  incidents?: { count: number; tone?: Severity };
  alerts?: { count: number; tone?: Severity };
};

/** The rooms of an organization, in the order of the rail. */
export function organizationNavigation(slug: string, counts: NavigationCounts = {}): NavigationItem[] {
  const base = `/${slug}`;
  return [
    {
      id: "overview",
      label: "Overview",
      href: base,
      icon: "overview",
      keys: "g o",
      primary: true,
      exact: true,
    },
    {
      id: "incidents",
      label: "Incidents",
      href: `${base}/incidents`,
      icon: "incidents",
      keys: "g i",
      primary: true,
      ...counts.incidents,
    },
    {
      id: "alerts",
      label: "Alerts",
      href: `${base}/alerts`,
      icon: "alerts",
      keys: "g a",
      primary: true,
      ...counts.alerts,
    },
    {
      id: "integrations",
      label: "Integrations",
      href: `${base}/integrations`,
      icon: "integrations",
      keys: "g n",
      primary: true,
    },
    { id: "deliveries", label: "Deliveries", href: `${base}/deliveries`, icon: "deliveries", keys: "g d" },
    { id: "settings", label: "Settings", href: `${base}/settings`, icon: "settings", keys: "g s" },
  ];
}

export function isActive(item: Pick<NavigationItem, "href" | "exact">, pathname: string): boolean {
  if (item.exact) return pathname === item.href;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}

/** The four that stand in the bottom bar of a phone. */
export function phoneNavigation(navigation: readonly NavigationItem[]): NavigationItem[] {
  return navigation.filter((item) => item.primary).slice(0, 4);
}
