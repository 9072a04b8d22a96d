import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/webhook/[[...path]]/route";
import { deliveries } from "@/drizzle/schema/integrations";
import { createIngestKey } from "@/server/api-keys";
import { listIncidents } from "@/server/incidents";
import { automation, execute, type Fixture, inOrganization, uuidv7 } from "@/server/kernel";
import { createFixture } from "@/tests/support/fixture";
import { type AppJobs, startAppJobs } from "./app-jobs";

const MINUTE = 60_000;
let jobs: AppJobs;
let fixture: Fixture;
let key = "";
const worker = () => ({ actor: automation("Test", fixture.organization.id) });

beforeAll(async () => {
  fixture = await createFixture("Flow");
  const { id: organizationId } = fixture.organization;
  const now = new Date();
  const issued = await inOrganization(organizationId, (tx) =>
    createIngestKey(
      { tx, organizationId, now, newId: () => uuidv7(now), ...worker() },
      { name: "flow", integrationId: fixture.integration.id },
    ),
  );
  key = issued.secret;
  jobs = await startAppJobs();
});
afterAll(() => jobs.stop());

async function deliver(status: "firing" | "resolved", startsAt: Date): Promise<void> {
  const alert = {
    status,
    labels: { alertname: "FlowBroken", service: "flow", severity: "critical" },
    annotations: {},
    startsAt: startsAt.toISOString(),
    endsAt: status === "resolved" ? jobs.clock.now().toISOString() : "0001-01-01T00:00:00Z",
    generatorURL: "",
    fingerprint: "00000000000000f1",
  };
  const response = await POST(
    new Request("http://127.0.0.1/webhook/alertmanager", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({
        version: "4",
        status,
        receiver: "aiops",
        groupKey: "{}",
        truncatedAlerts: 0,
        alerts: [alert],
      }),
    }),
    { params: Promise.resolve({ path: ["alertmanager"] }) },
  );
  expect(response.status).toBe(202);
}
const incident = async () =>
  (await execute(listIncidents, { view: "all", service: "flow" }, worker())).items[0];

test("an alert becomes an incident, ends after its quiet time, reopens, and its body is kept a day", async () => {
  const startedAt = jobs.clock.now();
  await deliver("firing", startedAt);
  await jobs.settle();
  expect(await incident()).toMatchObject({ status: "open", title: "FlowBroken on flow", firingCount: 1 });

  await jobs.advance(2 * MINUTE);
  const clearedAt = jobs.clock.now();
  await deliver("resolved", startedAt);
  await jobs.settle();
  expect(await incident()).toMatchObject({ status: "open", firingCount: 0 });
  await jobs.advance(4 * MINUTE);
  expect(await incident()).toMatchObject({ status: "open" });
  await jobs.advance(2 * MINUTE);
  expect(await incident()).toMatchObject({ status: "resolved", resolvedAt: clearedAt });

  await deliver("firing", jobs.clock.now());
  await jobs.settle();
  expect(await incident()).toMatchObject({ status: "open", resolvedAt: null, alertCount: 2, firingCount: 1 });

  const bodies = async () => {
    const rows = await inOrganization(fixture.organization.id, (tx) =>
      tx
        .select({ body: deliveries.body })
        .from(deliveries)
        .where(eq(deliveries.integrationId, fixture.integration.id)),
    );
    return rows.filter((row) => row.body).length;
  };
  expect(await bodies()).toBe(4);
  await jobs.advance(26 * 60 * MINUTE);
  expect(await bodies()).toBe(0);
});
