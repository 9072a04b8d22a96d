import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import { createIngestKey } from "@/server/api-keys";
import { automation, execute, type Fixture, inOrganization, setDatabase, uuidv7 } from "@/server/kernel";
import { updateOrganization } from "@/server/tenancy";
import { type RunningApp, startApp } from "../support/app";
import { launchBrowser } from "../support/browser";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { actorOf, createFixture } from "../support/fixture";
import { type Monitoring, startMonitoring } from "../support/monitoring";
import { signInAs } from "../support/sign-in";

let app: RunningApp;
let browser: Browser;
let database: TestDatabase;
let monitoring: Monitoring;
let fixture: Fixture;

beforeAll(async () => {
  database = await createTestDatabase();
  setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
  fixture = await createFixture("Real");
  const { id: organizationId } = fixture.organization;
  await execute(updateOrganization, { settings: { quietMinutes: 0 } }, { actor: actorOf(fixture) });
  const now = new Date();
  const { secret } = await inOrganization(organizationId, (tx) =>
    createIngestKey(
      { tx, organizationId, now, newId: () => uuidv7(now), actor: automation("Test", organizationId) },
      { name: "real", integrationId: fixture.integration.id },
    ),
  );
  [app, browser] = await Promise.all([startApp({ databaseUrl: database.url }), launchBrowser()]);
  monitoring = await startMonitoring(`${app.url}/webhook/alertmanager`, secret);
}, 180_000);
afterAll(async () => {
  await monitoring?.stop();
  await browser?.close();
  await app?.stop();
  setDatabase(undefined);
  await database?.drop();
});

it("a rule fires, its incident appears in the browser, the rule clears, it resolves", async () => {
  const context = await browser.newContext();
  await signInAs(context, app.url, fixture);
  const page = await context.newPage();
  await page.goto(`${app.url}/${fixture.organization.slug}/incidents`);
  await page.locator("main h1").first().waitFor();
  expect(await page.getByText("FlagRaised").count()).toBe(0);
  monitoring.setFlag(1);
  const row = page.getByRole("link", { name: /FlagRaised on storefront in production/ }).first();
  await row.waitFor({ timeout: 60_000 });
  await row.click();
  await page.getByText("Alert: FlagRaised on storefront").first().waitFor();
  monitoring.setFlag(0);
  await page.getByText("Cleared: FlagRaised on storefront").first().waitFor({ timeout: 90_000 });
  await page.getByText("Every alert has cleared and stayed clear.").first().waitFor({ timeout: 30_000 });
  await context.close();
}, 240_000);
