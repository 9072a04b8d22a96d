import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { DefinitionList } from "@/components/ui/definition-list";

import { type Json, JsonView } from "@/components/ui/json-view";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import type { RunDetail, StepSummary } from "@/inngest/local/status";
import { Elapsed } from "./elapsed";
import { type ReadError, readError, runStatus, stepKind, stepStatus } from "./words";

const linkClass = "text-accent-text underline underline-offset-2";

export function RunView({ run }: { run: RunDetail }) {
  const { status, word } = runStatus[run.status];
  const error = readError(run.error);
  return (
    <>
      <PageHeader crumbs={[{ label: "Jobs", href: "/operator" }]} title={run.functionId} />
      {error ? (
        <Banner tone="critical" title={error.name ? `${error.name}: ${error.message}` : error.message}>
          <Stack error={error} />
        </Banner>
      ) : null}
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Section title="Steps" count={run.steps.length}>
          {run.steps.length === 0 ? (
            <p className="py-3 text-secondary text-table">It has made no step yet.</p>
          ) : (
            <ol aria-label="Steps" className="divide-y divide-line border-line border-y">
              {run.steps.map((step) => (
                <StepRow key={step.id} step={step} />
              ))}
            </ol>
          )}
        </Section>
        <div className="space-y-8">
          <Section title="Run">
            <DefinitionList
              items={[
                { term: "State", value: <StatusMark status={status} word={word} /> },
                { term: "Queued", value: <RelativeTime at={run.queuedAt} show="exact" /> },
                run.startedAt
                  ? { term: "Waited", value: <Elapsed from={run.queuedAt} to={run.startedAt} /> }
                  : null,
                run.startedAt
                  ? { term: "Took", value: <Elapsed from={run.startedAt} to={run.endedAt} /> }
                  : null,
                { term: "Run", value: run.id, mono: true },
                run.parentRunId
                  ? {
                      term: "Called by",
                      value: (
                        <Link href={`/operator/runs/${run.parentRunId}`} className={linkClass}>
                          {run.parentRunId}
                        </Link>
                      ),
                      mono: true,
                    }
                  : null,
                {
                  term: "Others",
                  value: (
                    <Link
                      href={`/operator?function=${encodeURIComponent(run.functionId)}`}
                      className={linkClass}
                    >
                      runs of this function
                    </Link>
                  ),
                },
              ]}
            />
          </Section>
          <Section title="Event">
            <JsonView value={plain(run.event)} />
          </Section>
          {run.output === null || run.output === undefined ? null : (
            <Section title="Output">
              <JsonView value={plain(run.output)} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function StepRow({ step }: { step: StepSummary }) {
  const { status, word } = stepStatus(step);
  const error = readError(step.error);
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-56">
          <span className="break-words font-medium text-table">{step.name}</span>{" "}
          <span className="text-meta text-secondary">{stepKind(step.op)}</span>
        </span>
        <span className="flex items-center gap-3 text-meta text-secondary">
          {step.attempt > 0 ? <span>attempt {step.attempt + 1}</span> : null}
          {step.state === "pending" && step.dueAt ? (
            <span>
              due <RelativeTime at={step.dueAt} />
            </span>
          ) : (
            <Elapsed from={step.createdAt} to={step.endedAt} />
          )}
          <StatusMark status={status} word={word} className="w-24" />
        </span>
      </div>
      {error ? (
        <div className="mt-1 text-critical-text text-table">
          <p className="break-words">{error.name ? `${error.name}: ${error.message}` : error.message}</p>
          <Stack error={error} />
        </div>
      ) : null}
    </li>
  );
}

function Stack({ error }: { error: ReadError }) {
  if (!error.stack) return null;
  return (
    <details className="mt-1">
      <summary className="text-meta text-secondary">Where it was thrown</summary>
      <pre className="mt-1 overflow-x-auto whitespace-pre rounded border border-line bg-sunken p-2 text-meta text-secondary">
        {error.stack}
      </pre>
    </details>
  );
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;
