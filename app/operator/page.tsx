import type { SearchParams } from "nuqs/server";
import { InngestNotice, NoDriverNotice } from "@/components/operator/engine-notices";
import { loadRunFilters, runFilterOf } from "@/components/operator/filters";
import { LagRow } from "@/components/operator/lag-row";
import { RefreshEvery } from "@/components/operator/refresh-every";
import { RunsList } from "@/components/operator/runs-list";
import { TokenGate } from "@/components/operator/token-gate";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { readOutboxLag } from "@/inngest/outbox-lag";
import { localDriver, usesInngest } from "@/inngest/process";
import { unlock } from "./actions";
import { operatorGate } from "./gate";

export const dynamic = "force-dynamic";

export default async function OperatorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if ((await operatorGate()) === "locked") return <TokenGate unlock={unlock} />;
  const filters = await loadRunFilters(searchParams);
  const driver = localDriver();
  const [outbox, stats, runs] = await Promise.all([
    readOutboxLag(),
    driver?.stats() ?? null,
    driver?.listRuns(runFilterOf(filters)) ?? null,
  ]);
  return (
    <Page>
      <PageHeader
        title="Jobs"
        description="What runs in the background, for every organization on this server."
      />
      <LagRow stats={stats} outbox={outbox} />
      {runs ? (
        <>
          <RunsList runs={runs} filters={filters} />
          <RefreshEvery seconds={5} />
        </>
      ) : usesInngest() ? (
        <InngestNotice baseUrl={process.env.INNGEST_BASE_URL || null} />
      ) : (
        <NoDriverNotice />
      )}
    </Page>
  );
}
