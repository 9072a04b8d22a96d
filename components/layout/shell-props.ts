import type { ReactNode } from "react";
import type { CommandItem } from "./commands";
import type { NavigationItem, OrganizationLink } from "./navigation";

export type AppShellProps = {
  organization: OrganizationLink;
  organizations: readonly OrganizationLink[];
  user: { name: string; email: string };
  navigation: readonly NavigationItem[];
  /** Where a new organization is made; left out where the visitor may not. */
  createOrganizationHref?: string;
  /** Links of the person's own menu: account, sessions, documentation. */
  userLinks?: readonly { label: string; href: string }[];
  /** A server action. */
  signOut?: () => Promise<void>;
  /** Further entries of the command palette. */
  commands?: readonly Omit<CommandItem, "run">[];
  /** News about the whole app, above the page: a Banner with `bleed`. */
  banner?: ReactNode;
  children: ReactNode;
};
