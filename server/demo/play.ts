import { createIngestKey, listKeys, revokeKey } from "@/server/api-keys";
import { createIntegration, listIntegrations } from "@/server/integrations";
import {
  automation,
  execute,
  getClock,
  inOrganization,
  logger,
  postToOwnWebhook,
  uuidv7,
} from "@/server/kernel";
import { prepareDemo } from "@/server/tenancy";
import { asAlertmanager, historyBefore, type Occurrence, storyAt } from "./core/story";

const TICK_MS = 15_000;
const RETRY_MS = 1_000;
const KEY_NAME = "Demo player";
const INTEGRATION_NAME = "Demo Alertmanager";
// Small deliveries, so that the past arrives as it would have: one problem after another.
const HISTORY_GROUP = 12;

/**
 * Plays a small production at the demo's organization through the real webhook until stopped. Does nothing on a database
 * that holds organizations but no demo. The story depends on the clock alone, so a restart goes on where it stands.
 */
export async function startDemo(): Promise<{ stop(): Promise<void> }> {
  const demo = await prepareDemo();
  if (!demo) return { stop: async () => undefined };
  const { key, isNew } = await openDoor(demo.organizationId);
  let stopped = false;
  let wake: (() => void) | undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const deliver = async (occurrences: Occurrence[], now: Date) => {
    while (!stopped) {
      const answer = await postToOwnWebhook(
        "/webhook/alertmanager",
        key,
        asAlertmanager(occurrences, now),
      ).catch(() => null);
      if (answer?.status === 202) return;
      if (answer) logger.warn({ status: answer.status }, "the demo's delivery was not taken");
      await pause(RETRY_MS);
    }
  };
  const play = async () => {
    if (isNew) {
      const history = historyBefore(demo.createdAt);
      for (let start = 0; start < history.length; start += HISTORY_GROUP) {
        const group = history.slice(start, start + HISTORY_GROUP);
        // Every problem is heard firing before it is heard ended, as a sender would have told it.
        await deliver(group, new Date(0));
        await deliver(group, getClock().now());
      }
    }
    while (!stopped) {
      const now = getClock().now();
      await deliver(storyAt(demo.createdAt, now), now);
      await pause(TICK_MS);
    }
  };
  const playing = play().catch((err) => logger.error({ err }, "the demo ended"));
  return {
    async stop() {
      stopped = true;
      wake?.();
      await playing;
    },
  };
}

/** The demo's integration, made at first, and a fresh key for this process; keys of earlier processes are revoked. */
async function openDoor(organizationId: string): Promise<{ key: string; isNew: boolean }> {
  const actor = automation("Demo", organizationId);
  const { items } = await execute(listIntegrations, {}, { actor });
  const found = items.find((integration) => integration.name === INTEGRATION_NAME);
  if (!found) {
    const created = await execute(
      createIntegration,
      { source: "alertmanager", name: INTEGRATION_NAME, environment: "production" },
      { actor },
    );
    return { key: created.key, isNew: true };
  }
  const keys = await execute(listKeys, {}, { actor });
  for (const key of keys.items)
    if (key.name === KEY_NAME && !key.revokedAt) await execute(revokeKey, { id: key.id }, { actor });
  const now = getClock().now();
  const issued = await inOrganization(organizationId, (tx) =>
    createIngestKey(
      { tx, organizationId, now, newId: () => uuidv7(now), actor },
      { name: KEY_NAME, integrationId: found.id },
    ),
  );
  return { key: issued.secret, isNew: false };
}
