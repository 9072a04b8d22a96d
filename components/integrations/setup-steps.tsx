"use client";

import { Code, CodeBlock } from "@/components/ui/code-block";
import type { IntegrationSetup } from "@/server/integrations/schema";

const PLACE = "{key}";
/** Enough to recognize the key; the rest is copied, not shown. */
const KEY_SHOWN = 8;

export type SetupStepsProps = {
  setup: IntegrationSetup;
  /** The key while it is known: it stands in what is copied. */
  newKey: string | null;
};

/** What to paste where, ready with this deployment's address. */
export function SetupSteps({ setup, newKey }: SetupStepsProps) {
  const filled = (text: string) => (newKey ? text.replaceAll(PLACE, newKey) : text);
  const shown = (text: string) =>
    newKey ? text.replaceAll(PLACE, `${newKey.slice(0, KEY_SHOWN)}${"•".repeat(12)}`) : text;
  const needsKey = setup.steps.some((step) => step.code?.includes(PLACE));
  return (
    <div className="space-y-5">
      <div className="space-y-1.5">
        <p className="font-medium text-table">Address</p>
        <CodeBlock code={setup.url} wrap />
      </div>
      {needsKey ? (
        <p className="text-secondary text-table">
          {newKey ? (
            "Copying puts the whole key in."
          ) : (
            <>
              Put the key where it says <Code>{PLACE}</Code>. It was shown once, when it was made; a new one
              can be made below.
            </>
          )}
        </p>
      ) : null}
      <ol className="space-y-5">
        {setup.steps.map((step, index) => (
          <li key={step.title} className="flex gap-3">
            <span
              aria-hidden="true"
              className="flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong text-meta text-secondary"
            >
              {index + 1}
            </span>
            <div className="min-w-0 flex-1 space-y-2">
              <div>
                <h3 className="font-medium leading-6">{step.title}</h3>
                <p className="max-w-2xl text-secondary text-table">
                  <WithCode text={step.text} />
                </p>
              </div>
              {step.code ? (
                <CodeBlock code={shown(step.code.trimEnd())} copyText={filled(step.code)} />
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A sentence in which what stands between backticks is code. */
function WithCode({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move.
      <Code key={index}>{part}</Code>
    ) : (
      part
    ),
  );
}
