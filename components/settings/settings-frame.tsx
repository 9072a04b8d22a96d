import type { ReactNode } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Role } from "@/server/kernel/permissions";
import { ActiveTab } from "./active-tab";
import { may } from "./may";

const tabs = [
  { id: "organization", label: "Organization", needs: "organization:read" },
  { id: "members", label: "Members", needs: "members:read" },
  { id: "teams", label: "Teams", needs: "teams:read" },
  { id: "keys", label: "Keys", needs: "keys:read" },
  { id: "audit", label: "Audit log", needs: "audit:read" },
  { id: "account", label: "Your account", needs: null },
  { id: "sessions", label: "Your sessions", needs: null },
] as const;

export type SettingsTab = (typeof tabs)[number]["id"];

export type SettingsFrameProps = {
  slug: string;
  role: Role;
  active: SettingsTab;
  /** The one thing to do on this tab. */
  action?: ReactNode;
  children: ReactNode;
};

/** Heading and tabs of the settings; tabs that the role may not open are left out. */
export function SettingsFrame({ slug, role, active, action, children }: SettingsFrameProps) {
  return (
    <Page>
      <PageHeader title="Settings" action={action} />
      <LinkTabs
        label="Settings"
        tabs={tabs
          .filter(({ needs }) => needs === null || may(role, needs))
          .map(({ id, label }) => ({ href: `/${slug}/settings/${id}`, label, active: id === active }))}
      />
      <ActiveTab tab={active} />
      {children}
    </Page>
  );
}
