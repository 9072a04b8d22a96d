import {
  Activity,
  BellRing,
  BookOpenText,
  CalendarClock,
  ChartNoAxesColumn,
  Circle,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Plug,
  Settings,
  Siren,
  Waypoints,
} from "lucide-react";
import type { NavigationIcon as Name } from "./navigation";

const icons: Record<Name, LucideIcon> = {
  overview: LayoutDashboard,
  incidents: Siren,
  alerts: BellRing,
  integrations: Plug,
  deliveries: Inbox,
  settings: Settings,
  services: Waypoints,
  "on-call": CalendarClock,
  runbooks: BookOpenText,
  analytics: ChartNoAxesColumn,
  operations: Activity,
  other: Circle,
};

export function NavigationIcon({ name, className }: { name: Name; className?: string }) {
  const Icon = icons[name];
  return <Icon aria-hidden="true" strokeWidth={1.75} className={className} />;
}
