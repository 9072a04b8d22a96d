"use client";

import { Plus } from "lucide-react";
import { errorMessage } from "@/components/api/error-message";
import { ListKeys } from "@/components/layout/list-keys";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { List } from "@/components/ui/list";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { IntegrationRow } from "./integration-row";
import { SendByHand } from "./send-by-hand";
import { SetupChecklist } from "./setup-checklist";
import { useIntegrations, useResolves } from "./use-integrations";

export type IntegrationListProps = {
  slug: string;
  /** Where this deployment is reached from outside. */
  origin: string;
  mayConnect: boolean;
};

/** The tools that send alerts here, and whether they are known to work. */
export function IntegrationList({ slug, origin, mayConnect }: IntegrationListProps) {
  const query = useIntegrations();
  const resolvesOf = useResolves();
  const connect = mayConnect ? (
    <ButtonLink variant="primary" icon={<Plus />} href={`/${slug}/integrations/new`}>
      Connect a tool
    </ButtonLink>
  ) : null;
  const integrations = query.data?.items ?? [];
  return (
    <Page>
      <PageHeader
        title="Integrations"
        description="The tools that send their alerts here."
        action={integrations.length > 0 ? connect : null}
      />
      {query.isPending ? (
        <SkeletonRows rows={5} label="Loading integrations" />
      ) : query.isError ? (
        <ErrorState
          title="The integrations could not be read."
          description={errorMessage(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : integrations.length === 0 ? (
        <EmptyState
          title="Connect the tool that pages you today; what it sends now goes on as before."
          description="You get an address and a key, and this page says when the first alert has arrived."
          action={
            connect ?? <span className="text-secondary text-table">Ask an admin to connect a tool.</span>
          }
          example={<SendByHand origin={origin} />}
        />
      ) : (
        <>
          <SetupChecklist slug={slug} integrations={integrations} resolvesOf={resolvesOf} />
          <ListKeys>
            <List label="Integrations" className="-mx-4 md:mx-0">
              {integrations.map((integration) => (
                <IntegrationRow
                  key={integration.id}
                  slug={slug}
                  integration={integration}
                  resolves={resolvesOf(integration.source)}
                />
              ))}
            </List>
          </ListKeys>
          {query.data.nextCursor ? (
            <p className="text-secondary text-table">The newest 200 are shown.</p>
          ) : null}
        </>
      )}
    </Page>
  );
}
