import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect } from "vitest";
import { createPool } from "@/drizzle/client";
import { createIngestKey } from "@/server/api-keys";
import { automation, inOrganization, setDatabase, uuidv7 } from "@/server/kernel";
import { type RunningApp, startApp } from "./app";
import { createTestDatabase } from "./database";
import { createFixture } from "./fixture";

const GROUP = 20;
const SENDERS = 4;

const alertOf = (index: number, startsAt: string) => ({
  status: "firing",
  labels: {
    alertname: `Problem${index % 7}`,
    service: `service-${index % 12}`,
    environment: "production",
    instance: `node-${index}`,
    severity: "warning",
  },
  annotations: { summary: `number ${index}` },
  startsAt,
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus.example/graph",
  fingerprint: index.toString(16).padStart(16, "0"),
});

const bodyOf = (first: number, startsAt: string) => {
  const alerts = Array.from({ length: GROUP }, (_, offset) => alertOf(first + offset, startsAt));
  return JSON.stringify({
    version: "4",
    groupKey: "{}",
    status: "firing",
    receiver: "aiops",
    truncatedAlerts: 0,
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts,
  });
};

/**
 * Delivers alerts as Alertmanager would, repeating what was not acknowledged, while the server is killed again and again;
 * then asserts that every alert of an acknowledged delivery is there once, and in one incident.
 */
export async function loseNothing({ alerts, kills }: { alerts: number; kills: number }): Promise<void> {
  const database = await createTestDatabase();
  setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
  const fixture = await createFixture("Loss");
  const { id: organizationId } = fixture.organization;
  const now = new Date();
  const { secret } = await inOrganization(organizationId, (tx) =>
    createIngestKey(
      { tx, organizationId, now, newId: () => uuidv7(now), actor: automation("Test", organizationId) },
      { name: "loss", integrationId: fixture.integration.id },
    ),
  );
  let app: RunningApp = await startApp({ databaseUrl: database.url });
  const port = app.port;
  const startsAt = new Date().toISOString();
  const groups = Array.from({ length: alerts / GROUP }, (_, index) => index * GROUP);
  let acknowledged = 0;
  const send = async () => {
    for (let first = groups.shift(); first !== undefined; first = groups.shift()) {
      for (;;) {
        const status = await fetch(`${app.url}/webhook/alertmanager`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
          body: bodyOf(first, startsAt),
        }).then(
          (response) => response.status,
          () => 0,
        );
        if (status === 202) break;
        expect([0, 500, 502, 503]).toContain(status);
        await sleep(50);
      }
      acknowledged += GROUP;
    }
  };
  const senders = Promise.all(Array.from({ length: SENDERS }, send));
  for (let kill = 1; kill <= kills; kill++) {
    // Spread over the deliveries, so that every kill interrupts work.
    while (acknowledged < (alerts * kill) / (kills + 1)) await sleep(5);
    await app.kill();
    app = await startApp({ databaseUrl: database.url, port });
  }
  await senders;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const count = async (text: string) => Number((await client.query(text)).rows[0]?.n);
    const mine = "from alerts where alert_name like 'Problem%'";
    const deadline = Date.now() + 120_000;
    while (
      (await count(`select count(*) n ${mine} and (correlated_at is null or incident_id is null)`)) > 0
    ) {
      if (Date.now() > deadline) throw new Error(`Alerts wait for correlation.\n${app.output()}`);
      await sleep(200);
    }
    expect(await count(`select count(*) n ${mine}`)).toBe(alerts);
    expect(await count(`select count(distinct fingerprint) n ${mine}`)).toBe(alerts);
    expect(
      await count(
        "select count(*) n from incident_alerts l join alerts a on a.id = l.alert_id and a.incident_id = l.incident_id where a.alert_name like 'Problem%'",
      ),
    ).toBe(alerts);
    // The last run may have been killed before it settled; then another settles after it.
    const unsettled =
      "select count(*) n from incidents i where unsettled or alert_count <> (select count(*) from alerts a where a.incident_id = i.id)";
    while ((await count(unsettled)) > 0 && Date.now() < deadline) await sleep(200);
    expect(await count(unsettled)).toBe(0);
    const outboxEmpty = Date.now() + 30_000;
    while ((await count("select count(*) n from outbox")) > 0 && Date.now() < outboxEmpty) await sleep(200);
    expect(await count("select count(*) n from outbox")).toBe(0);
  } finally {
    await client.end();
    await app.stop();
    setDatabase(undefined);
    await database.drop();
  }
}
