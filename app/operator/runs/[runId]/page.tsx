import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RefreshEvery } from "@/components/operator/refresh-every";
import { RunView } from "@/components/operator/run-view";
import { TokenGate } from "@/components/operator/token-gate";
import { Page } from "@/components/ui/page";
import { localDriver } from "@/inngest/process";
import { unlock } from "../../actions";
import { operatorGate } from "../../gate";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Run" };

export default async function RunPage({ params }: { params: Promise<{ runId: string }> }) {
  if ((await operatorGate()) === "locked") return <TokenGate unlock={unlock} />;
  const { runId } = await params;
  const run = await localDriver()?.getRun(runId);
  if (!run) notFound();
  return (
    <Page>
      <RunView run={run} />
      {run.endedAt ? null : <RefreshEvery seconds={2} />}
    </Page>
  );
}
