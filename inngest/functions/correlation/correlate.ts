import { correlatePending } from "@/server/correlation";
import { settlePending } from "@/server/incidents";
import { automation, execute } from "@/server/kernel";
import { inngest } from "../../client";

// Far below the engine's limit of steps; what is left then waits for a run of its own.
const BATCHES_PER_RUN = 200;
// In a storm incidents are brought up to date now and then, not after each batch of it.
const BATCHES_PER_SETTLING = 10;

/**
 * Drains an organization's uncorrelated alerts, one run at a time, then settles the incidents they touched. A step is one
 * transaction over one batch, so that a run killed anywhere resumes where the last commit left it.
 */
export const correlate = inngest.createFunction(
  {
    id: "correlation-correlate",
    triggers: [{ event: "alerts.received" }],
    concurrency: { limit: 1, key: "event.data.organization_id" },
    retries: 5,
  },
  async ({ event, step }) => {
    const organizationId = String(event.data.organization_id);
    const worker = { actor: automation("Correlation", organizationId) };
    let claimed = 0;
    for (let batch = 0; batch < BATCHES_PER_RUN; batch++) {
      const result = await step.run(`correlate-${batch}`, () => execute(correlatePending, {}, worker));
      claimed += result.claimed;
      const isTimeToSettle = !result.more || (batch + 1) % BATCHES_PER_SETTLING === 0;
      if (result.claimed && isTimeToSettle)
        await step.run(`settle-${batch}`, async () => {
          while ((await execute(settlePending, {}, worker)).more);
        });
      if (!result.more) return { claimed, batches: batch + 1 };
    }
    await step.sendEvent("go-on", { name: "alerts.received", data: { organization_id: organizationId } });
    return { claimed, batches: BATCHES_PER_RUN };
  },
);
