// needs: database, app
import { setTimeout as sleep } from "node:timers/promises";
import { createPool } from "@/drizzle/client";
import { createIngestKey, createKey } from "@/server/api-keys";
import { automation, execute, inOrganization, setDatabase, uuidv7 } from "@/server/kernel";
import { startApp } from "../support/app";
import { createTestDatabase } from "../support/database";
import { actorOf, createFixture } from "../support/fixture";
import { figure } from "./figure";

// One alert a delivery, a hundred a second; every tenth names a new service and so opens an incident, which is looked for.
const PER_SECOND = 100;
const SECONDS = 20;
const EVERY = 10;
const POLL_MS = 20;
const GIVE_UP_MS = 15_000;

const database = await createTestDatabase();
setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
const fixture = await createFixture("Bench");
const { id: organizationId } = fixture.organization;
const now = new Date();
const actor = automation("Bench", organizationId);
const ingest = await inOrganization(organizationId, (tx) =>
  createIngestKey(
    { tx, organizationId, now, newId: () => uuidv7(now), actor },
    { name: "bench", integrationId: fixture.integration.id },
  ),
);
const reader = await execute(createKey, { name: "bench", preset: "read" }, { actor: actorOf(fixture) });
const app = await startApp({ databaseUrl: database.url });

const bodyOf = (index: number, service: string) =>
  JSON.stringify({
    version: "4",
    groupKey: "{}",
    status: "firing",
    receiver: "aiops",
    truncatedAlerts: 0,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts: [
      {
        status: "firing",
        labels: {
          alertname: "Bench",
          service,
          environment: "production",
          instance: `node-${index}`,
          severity: "warning",
        },
        annotations: {},
        startsAt: new Date().toISOString(),
        endsAt: "0001-01-01T00:00:00Z",
        generatorURL: "",
        fingerprint: index.toString(16).padStart(16, "0"),
      },
    ],
  });

async function deliver(index: number, service: string): Promise<void> {
  const response = await fetch(`${app.url}/webhook/alertmanager`, {
    method: "POST",
    headers: { authorization: `Bearer ${ingest.secret}`, "content-type": "application/json" },
    body: bodyOf(index, service),
  });
  if (response.status !== 202) throw new Error(`A delivery got ${response.status}: ${await response.text()}`);
}

/** Asks REST until the service's incident is there; answers the milliseconds since `since`. */
async function untilReadable(service: string, since: number): Promise<number> {
  while (performance.now() - since < GIVE_UP_MS) {
    const response = await fetch(`${app.url}/api/incidents?service=${service}&limit=1`, {
      headers: { authorization: `Bearer ${reader.secret}` },
    });
    const { items } = (await response.json()) as { items: unknown[] };
    if (items.length) return performance.now() - since;
    await sleep(POLL_MS);
  }
  throw new Error(`No incident of ${service} within ${GIVE_UP_MS} ms.`);
}

const measured: Promise<number>[] = [];
const deliveries: Promise<void>[] = [];
for (let index = 0; index < 50; index++) await deliver(1_000_000 + index, "warm-up");
const begin = performance.now();
for (let index = 0; index < PER_SECOND * SECONDS; index++) {
  const wait = begin + (index * 1000) / PER_SECOND - performance.now();
  if (wait > 0) await sleep(wait);
  const opens = index % EVERY === 0;
  const service = opens ? `service-${index}` : `shared-${index % 7}`;
  const since = performance.now();
  deliveries.push(deliver(index, service));
  if (opens) measured.push(untilReadable(service, since));
}
await Promise.all(deliveries);
const times = (await Promise.all(measured)).sort((a, b) => a - b);
const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
const note = `${PER_SECOND} alerts/s for ${SECONDS} s, ${times.length} incidents opened, polled every ${POLL_MS} ms`;
for (const [metric, value] of [
  ["p50_ms", quantile(0.5)],
  ["p95_ms", quantile(0.95)],
  ["p99_ms", quantile(0.99)],
] as const)
  figure({ bench: "latency", metric, value, unit: "ms", note });
await app.stop();
setDatabase(undefined);
await database.drop();
process.exit(0);
