import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type RunningApp, startApp } from "../support/app";
import { launchBrowser } from "../support/browser";

let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let key = "";
const PASSWORD = "four random words do well";

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ env: { SIGNUP: "open" } }), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

// What a failed step looked like, for whoever has to mend it.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  console.error(app.output().slice(-5_000));
  await page.screenshot({
    path: `tests/.artifacts/${task.name.replace(/\W+/g, "-").slice(0, 60)}.png`,
    fullPage: true,
  });
});

type Fire = {
  name: string;
  service: string;
  severity?: string;
  status?: "firing" | "resolved";
  startsAt?: string;
};
const started = new Date(Date.now() - 60_000).toISOString();

/** Delivers alerts as the pasted configuration would make Alertmanager do. */
async function deliver(...alerts: Fire[]): Promise<void> {
  const response = await fetch(`${app.url}/webhook/alertmanager`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      version: "4",
      groupKey: "{}",
      status: "firing",
      receiver: "aiops",
      truncatedAlerts: 0,
      groupLabels: {},
      commonLabels: {},
      commonAnnotations: {},
      externalURL: "http://alertmanager.example",
      alerts: alerts.map(
        ({ name, service, severity = "critical", status = "firing", startsAt = started }) => ({
          status,
          labels: { alertname: name, service, severity, environment: "production" },
          annotations: { summary: `${name} on ${service}` },
          startsAt,
          endsAt: status === "resolved" ? new Date().toISOString() : "0001-01-01T00:00:00Z",
          generatorURL: "http://prometheus.example/graph",
          fingerprint: `${name}-${service}`,
        }),
      ),
    }),
  });
  expect(response.status).toBe(202);
}

async function signUp(at: Page, name: string, email: string, organization: string): Promise<string> {
  await at.goto(`${app.url}/sign-up`);
  await at.getByLabel("Your name").fill(name);
  await at.getByLabel("E-mail address").fill(email);
  await at.getByLabel("Password").fill(PASSWORD);
  await at.getByRole("button", { name: "Sign up" }).click();
  await at.waitForURL("**/welcome");
  await at.getByLabel("Name of your organization").fill(organization);
  await at.getByRole("button", { name: "Create the organization" }).click();
  await at.waitForURL((url) => !/welcome|sign-up/.test(url.pathname));
  return new URL(at.url()).pathname.split("/")[1] ?? "";
}

it("leads from nothing to an organization and a connected tool that turns green by itself", async () => {
  const slug = await signUp(page, "Ann", "ann@example.com", "Acme");
  expect(slug).toBe("acme");
  await page.goto(`${app.url}/${slug}/integrations/new`);
  await page.getByRole("button", { name: /Alertmanager/ }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  await page.waitForURL(/integrations\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Show the integration key" }).click();
  await page
    .getByText(/aik_[\w-]{32}/)
    .first()
    .waitFor();
  key = /aik_[\w-]{32}/.exec(await page.locator("main").innerText())?.[0] ?? "";
  expect(key).not.toBe("");
  const configuration = await page.locator("main").innerText();
  expect(configuration).toContain("continue: true");
  expect(configuration).toContain("send_resolved: true");
  const before = await page.locator("main").innerText();
  await deliver({ name: "HighErrorRate", service: "checkout" });
  await page.waitForFunction(
    (text) =>
      document.querySelector("main")?.innerText !== text &&
      /checkout|service|1 alert/i.test(document.querySelector("main")?.innerText ?? ""),
    before,
  );
}, 90_000);

it("shows an incident as it arrives, without a reload", async () => {
  await page.goto(`${app.url}/acme/incidents`);
  await page
    .getByRole("link", { name: /HighErrorRate on checkout/ })
    .first()
    .waitFor();
  await deliver({ name: "ReplicationLag", service: "search", severity: "warning" });
  await page
    .getByRole("link", { name: /ReplicationLag on search/ })
    .first()
    .waitFor();
}, 60_000);

it("is acknowledged, undone, acknowledged again and commented", async () => {
  await page.goto(`${app.url}/acme/incidents/INC-1`);
  await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Acknowledgement taken back by Ann").waitFor();
  const nobody = page.getByRole("article").getByText("Nobody has it");
  await nobody.waitFor();
  await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
  await nobody.waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "Comment on INC-1" }).fill("<b>Rolling back</b> v2.3.1");
  await page.keyboard.press("Control+Enter");
  // The field is emptied once the server has taken it.
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
  await page.getByText("<b>Rolling back</b> v2.3.1").first().waitFor();
  await page.reload();
  await page.getByText("<b>Rolling back</b> v2.3.1").first().waitFor();
}, 60_000);

it("is merged and split", async () => {
  await page.goto(`${app.url}/acme/incidents/INC-2`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: /Merge into/ }).click();
  await page.getByRole("dialog").getByText("INC-1").first().click();
  await page.getByRole("button", { name: "Merge INC-2 into INC-1" }).click();
  await page.waitForURL("**/incidents/INC-1");
  await page.getByText("INC-2 merged into this").first().waitFor();
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await page
    .getByRole("checkbox", { name: /ReplicationLag/ })
    .first()
    .click();
  await page.getByRole("toolbar", { name: "Chosen alerts" }).getByRole("button", { name: /Split/ }).click();
  await page
    .getByText(/split into INC-3/)
    .first()
    .waitFor();
}, 60_000);

it("is resolved by hand, with a confirmation that names it", async () => {
  await page.goto(`${app.url}/acme/incidents/INC-3`);
  await page.getByRole("button", { name: "Resolve", exact: true }).click();
  await page.getByRole("button", { name: "Resolve INC-3" }).click();
  await page.getByText("Resolved by Ann").first().waitFor();
}, 60_000);

it("can be worked with the keyboard alone", async () => {
  await deliver({ name: "QueueBacklog", service: "mail", severity: "warning" });
  await page.goto(`${app.url}/acme/incidents`);
  await page
    .getByRole("link", { name: /QueueBacklog on mail/ })
    .first()
    .waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.closest("[data-row]")?.textContent ?? "");
  for (const press of ["j", "j", "j", "k", "k", "k"]) {
    if ((await focused()).includes("QueueBacklog")) break;
    await page.keyboard.press(press);
  }
  expect(await focused()).toContain("QueueBacklog");
  await page.keyboard.press("Enter");
  await page.waitForURL(/incidents\/INC-4/);
  await page.getByRole("button", { name: "Acknowledge", exact: true }).waitFor();
  await page.keyboard.press("e");
  await page.getByText("Acknowledged by Ann").first().waitFor();
}, 60_000);

it("fits a phone, with the next step in thumb's reach", async () => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState: await context.storageState(),
  });
  const small = await phone.newPage();
  await small.goto(`${app.url}/acme/incidents/INC-1`);
  const resolve = small.getByRole("button", { name: "Resolve", exact: true });
  await resolve.waitFor();
  const box = await resolve.boundingBox();
  expect(box && box.y > 500 && box.y + box.height <= 844).toBe(true);
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  for (const path of ["", "/incidents", "/alerts", "/integrations", "/deliveries", "/settings"]) {
    await small.goto(`${app.url}/acme${path}`);
    await small.locator("main h1").first().waitFor();
    expect(await small.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  }
  await phone.close();
}, 90_000);

it("shows nothing of it to another organization, whose person also switches between two", async () => {
  const other = await browser.newContext();
  const stranger = await other.newPage();
  stranger.setDefaultTimeout(15_000);
  const slug = await signUp(stranger, "Eve", "eve@example.com", "Evil");
  for (const path of ["", "/incidents", "/incidents/INC-1", "/alerts", "/settings/members"]) {
    const response = await stranger.goto(`${app.url}/acme${path}`);
    expect(response?.status(), path).toBe(404);
    expect(await stranger.content()).not.toContain("HighErrorRate");
  }
  await stranger.goto(`${app.url}/${slug}/incidents`);
  await stranger.locator("main h1").first().waitFor();
  expect(await stranger.content()).not.toContain("HighErrorRate");
  const answer = await other.request.get(
    `${app.url}/api/trpc/incidents.list?input=${encodeURIComponent('{"json":{}}')}`,
    { headers: { "x-organization": "acme" } },
  );
  expect(answer.status()).toBe(404);
  await other.close();
}, 90_000);
