import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import { type Fixture, setDatabase } from "@/server/kernel";
import { type RunningApp, startApp } from "../support/app";
import { launchBrowser } from "../support/browser";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { addAlert, createFixture } from "../support/fixture";
import { sessionCookie, signInAs } from "../support/sign-in";

let app: RunningApp;
let browser: Browser;
let database: TestDatabase;
let fixture: Fixture;

const HOSTILE = '"><img src=x onerror=document.title="pwned">';

beforeAll(async () => {
  database = await createTestDatabase();
  setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
  fixture = await createFixture("Pages");
  for (const [alertName, service] of [
    [HOSTILE, "x".repeat(180)],
    ["ارتفاع معدل الأخطاء", "دفع"],
  ] as const)
    await addAlert(fixture.organization.id, fixture.integration.id, {
      alertName,
      service,
      labels: { alertname: alertName, note: HOSTILE },
    });
  [app, browser] = await Promise.all([
    startApp({ databaseUrl: database.url, env: { OPERATOR_TOKEN: "" } }),
    launchBrowser(),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  setDatabase(undefined);
  await database?.drop();
});

const pages = () => {
  const home = `/${fixture.organization.slug}`;
  return [
    "/sign-in",
    "/sign-up",
    "/docs/api",
    "/operator",
    home,
    `${home}/incidents`,
    `${home}/incidents/INC-1`,
    `${home}/alerts`,
    `${home}/alerts/${fixture.alert.id}`,
    `${home}/integrations`,
    `${home}/integrations/new`,
    `${home}/integrations/${fixture.integration.id}`,
    `${home}/deliveries`,
    `${home}/deliveries?delivery=${fixture.delivery.id}`,
    ...["", "/members", "/teams", "/keys", "/sessions", "/audit"].map((tab) => `${home}/settings${tab}`),
  ];
};

it.each(["light", "dark"] as const)(
  "has no serious accessibility fault and no script error on any page (%s)",
  async (colorScheme) => {
    const signedIn = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } });
    const stranger = await browser.newContext({ colorScheme });
    await signInAs(signedIn, app.url, fixture);
    const faults: string[] = [];
    for (const path of pages()) {
      const page = await (/^\/(sign|docs)/.test(path) ? stranger : signedIn).newPage();
      page.on("pageerror", (error) => faults.push(`${path}: ${error.message}`));
      page.on(
        "console",
        (message) => message.type() === "error" && faults.push(`${path}: ${message.text()}`),
      );
      const response = await page.goto(`${app.url}${path}`, { waitUntil: "load" });
      if (!response?.ok()) faults.push(`${path}: ${response?.status()}`);
      await page.locator("h1").first().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const violation of violations)
        if (violation.impact === "serious" || violation.impact === "critical")
          faults.push(
            `${path}: ${violation.id} ${violation.nodes
              .map((node) => node.target)
              .slice(0, 3)
              .join(" ")}`,
          );
      expect(await page.title()).not.toContain("pwned");
      await page.close();
    }
    await Promise.all([signedIn.close(), stranger.close()]);
    expect(faults).toEqual([]);
  },
  240_000,
);

it("sends the incident page's first screen from the server, in under 100 kB of HTML and CSS", async () => {
  const cookie = await sessionCookie(fixture);
  const get = async (path: string) => {
    const response = await fetch(`${app.url}${path}`, {
      headers: { cookie: `${cookie.name}=${cookie.value}` },
    });
    expect(response.status, path).toBe(200);
    return response.text();
  };
  const html = await get(`/${fixture.organization.slug}/incidents/INC-1`);
  for (const words of ["INC-1", "Checkout fails", "Acknowledge", "Probable cause", "HighErrorRate"])
    expect(html).toContain(words);
  const sheets = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  expect(sheets.length).toBeGreaterThan(0);
  const styles = await Promise.all(sheets.map(get));
  const sent = [html, ...styles].reduce((sum, text) => sum + gzipSync(text).length, 0);
  expect(sent).toBeLessThan(100_000);
}, 60_000);
