import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LiveUpdates } from "@/components/api/live-updates";
import { ApiProvider } from "@/components/api/trpc";
import { IncidentSearch } from "@/components/incidents/incident-search";
import { OpenCount } from "@/components/incidents/open-count";
import { AppShell } from "@/components/layout/app-shell";
import { organizationNavigation } from "@/components/layout/navigation";
import { DemoBanner } from "@/components/overview/demo-banner";
import { getPageApi } from "@/server/api/page";
import { signOutHere } from "./sign-out";
import { stateOf } from "./state-of";

type Props = { params: Promise<{ orgSlug: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const organization = await organizationOf((await params).orgSlug);
  return { title: { default: organization.name, template: `%s · ${organization.name} · AIOps` } };
}

async function organizationOf(slug: string) {
  const { queryClient, trpc } = await getPageApi(slug);
  const mine = await queryClient.fetchQuery({
    ...trpc.tenancy.listMyOrganizations.queryOptions({}),
    retry: false,
  });
  const organization = mine.items.find((item) => item.slug === slug);
  return { name: organization?.name ?? slug, isDemo: organization?.isDemo ?? false, mine };
}

/** What every page of an organization stands in. Another organization is another cache and another poll. */
export default async function OrganizationLayout({ params, children }: Props) {
  const { orgSlug } = await params;
  const { actor, queryClient, trpc } = await getPageApi(orgSlug);
  const [{ name, isDemo, mine }, overview] = await Promise.all([
    organizationOf(orgSlug),
    queryClient.fetchQuery({ ...trpc.incidents.overview.queryOptions({ days: 1 }), retry: false }),
  ]);
  const createHref = mine.mayCreate ? "/new" : undefined;
  const { critical, warning, info } = overview.open;
  return (
    <ApiProvider key={orgSlug} organization={orgSlug}>
      <HydrationBoundary state={stateOf(queryClient, [trpc.incidents.overview.queryKey({ days: 1 })])}>
        <AppShell
          organization={{ name, slug: orgSlug }}
          organizations={mine.items}
          user={{ name: actor.name, email: actor.email }}
          navigation={organizationNavigation(orgSlug, {
            incidents: {
              count: critical + warning + info,
              tone: critical ? "critical" : warning ? "warning" : info ? "info" : undefined,
            },
          })}
          createOrganizationHref={createHref}
          userLinks={[{ label: "Your account", href: `/${orgSlug}/settings/account` }]}
          signOut={signOutHere}
          banner={isDemo ? <DemoBanner createHref={createHref} /> : null}
        >
          {children}
        </AppShell>
        <OpenCount />
        <IncidentSearch slug={orgSlug} />
        <LiveUpdates />
      </HydrationBoundary>
    </ApiProvider>
  );
}
