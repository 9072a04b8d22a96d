"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { DeliveryRow } from "@/components/deliveries/delivery-row";
import { deliveriesHref } from "@/components/deliveries/filters";
import { ErrorState } from "@/components/ui/error-state";
import { List } from "@/components/ui/list";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SecretReveal } from "@/components/ui/secret-reveal";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import type { IntegrationDetail } from "@/server/integrations/schema";
import { FirstDelivery } from "./first-delivery";
import { DeleteIntegration, IntegrationKey } from "./integration-key";
import { IntegrationSettings } from "./integration-settings";
import { MappingEditor } from "./mapping-editor";
import { useNewKey } from "./new-key";
import { SetupSteps } from "./setup-steps";
import { useResolves } from "./use-integrations";
import { verdictOf } from "./verdict";

/** The source whose bodies have whatever shape their sender likes. */
const MAPPED_SOURCE = "generic";

export type IntegrationPageProps = { slug: string; id: string; mayWrite: boolean };

export function IntegrationPage({ slug, id, mayWrite }: IntegrationPageProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.integrations.get.queryOptions({ id }));
  if (query.data) return <Loaded slug={slug} integration={query.data} mayWrite={mayWrite} />;
  return (
    <Page width="form">
      {query.isError ? (
        <ErrorState
          title="This integration could not be read."
          description={errorMessage(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Loading the integration" />
      )}
    </Page>
  );
}

/** Bodies that came and could not be read, or lack what a mapping could find in them. */
const needsMapping = ({ seen, lastDeliveryAt, firstFireAt }: IntegrationDetail): boolean =>
  lastDeliveryAt !== null && (firstFireAt === null || seen.missing.length > 0);

type LoadedProps = { slug: string; integration: IntegrationDetail; mayWrite: boolean };

function Loaded({ slug, integration, mayWrite }: LoadedProps) {
  const newKey = useNewKey(integration.id);
  const resolves = useResolves()(integration.source);
  const verdict = verdictOf(integration, resolves);
  const setup = <SetupSteps setup={integration.setup} newKey={newKey} />;
  const isMapped = integration.source === MAPPED_SOURCE;
  return (
    <Page width={isMapped ? "full" : "form"} className={isMapped ? "max-w-5xl" : undefined}>
      <PageHeader
        title={<bdi className="break-words">{integration.name}</bdi>}
        description={integration.sourceName}
        crumbs={[{ label: "Integrations", href: `/${slug}/integrations` }]}
        tools={<StatusMark status={verdict.status} word={verdict.word} className="h-8" />}
      />
      {newKey ? (
        <SecretReveal
          secret={newKey}
          label="integration key"
          hint="It stands in the snippets below already. Rotate it if it is lost."
        />
      ) : null}
      <FirstDelivery slug={slug} integration={integration} resolves={resolves} />
      {newKey || !integration.lastDeliveryAt ? (
        <Section title="Setup">{setup}</Section>
      ) : (
        <details className="group">
          <summary className="w-fit rounded font-semibold text-base hover:text-secondary">Setup</summary>
          <div className="pt-3">{setup}</div>
        </details>
      )}
      <RecentDeliveries slug={slug} integrationId={integration.id} />
      {mayWrite ? (
        <>
          {isMapped ? (
            <details open={needsMapping(integration)}>
              <summary className="w-fit rounded font-semibold text-base hover:text-secondary">
                Mapping
              </summary>
              <div className="mt-2 rounded-lg border border-line bg-surface p-4">
                <MappingEditor integration={integration} />
              </div>
            </details>
          ) : null}
          <Section title="Settings" boxed>
            <IntegrationSettings key={integration.id} integration={integration} />
          </Section>
          <Section title="Key" boxed>
            <IntegrationKey integration={integration} />
          </Section>
          <Section title="Delete" boxed>
            <DeleteIntegration slug={slug} integration={integration} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}

function RecentDeliveries({ slug, integrationId }: { slug: string; integrationId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.integrations.listDeliveries.queryOptions({ integrationId, limit: 5 }));
  const items = query.data?.items ?? [];
  if (query.isError)
    return (
      <p className="text-secondary text-table">
        The recent deliveries could not be read. {errorMessage(query.error)}
      </p>
    );
  if (items.length === 0) return null;
  return (
    <Section
      title="Recent deliveries"
      action={
        <Link
          href={deliveriesHref(slug, { integration: integrationId })}
          className="finger rounded text-accent-text text-table hover:underline"
        >
          All
        </Link>
      }
    >
      <List label="Recent deliveries" className="-mx-4 md:mx-0">
        {items.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            hideName
            href={deliveriesHref(slug, { integration: integrationId, delivery: delivery.id })}
          />
        ))}
      </List>
    </Section>
  );
}
