import { expireDeliveryBodies } from "@/server/integrations";
import { getClock, inSystem } from "@/server/kernel";
import { inngest } from "../../client";

const BATCH = 500;
const BATCHES_PER_RUN = 400;

/** Removes the bodies of deliveries that have been kept long enough, hourly and in small transactions. */
export const expireBodies = inngest.createFunction(
  { id: "integrations-expire-bodies", triggers: [{ cron: "17 * * * *" }], concurrency: { limit: 1 } },
  async ({ step }) => {
    let expired = 0;
    for (let batch = 0; batch < BATCHES_PER_RUN; batch++) {
      const done = await step.run(`expire-${batch}`, () =>
        inSystem((tx) => expireDeliveryBodies(tx, getClock().now(), BATCH)),
      );
      expired += done;
      if (done < BATCH) break;
    }
    return { expired };
  },
);
