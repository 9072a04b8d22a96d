import { correlatePending } from "@/server/correlation";
import { automation, execute } from "@/server/kernel";
import { inngest } from "../../client";

// Far below the engine's limit of steps; what is left then waits for a run of its own.
const BATCHES_PER_RUN = 200;

/**
 * Drains an organization's uncorrelated alerts, one run at a time. A step is one transaction over one batch, so that a run
 * killed anywhere resumes where the last commit left it.
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
    let claimed = 0;
    for (let batch = 0; batch < BATCHES_PER_RUN; batch++) {
      const result = await step.run(`correlate-${batch}`, () =>
        execute(correlatePending, {}, { actor: automation("Correlation", organizationId) }),
      );
      claimed += result.claimed;
      if (!result.more) return { claimed, batches: batch + 1 };
    }
    await step.sendEvent("go-on", { name: "alerts.received", data: { organization_id: organizationId } });
    return { claimed, batches: BATCHES_PER_RUN };
  },
);
