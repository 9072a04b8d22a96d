// needs: database, app
import { createPool } from "@/drizzle/client";
import { setDatabase } from "@/server/kernel";
import { startApp } from "../support/app";
import { launchBrowser } from "../support/browser";
import { createTestDatabase } from "../support/database";
import { createFixture } from "../support/fixture";
import { signInAs } from "../support/sign-in";
import { figure } from "./figure";

// What a browser with an empty cache receives until the page's main content shows, and in all.
const database = await createTestDatabase();
setDatabase({ pool: createPool(database.url, { driver: "pg" }), driver: "pg" });
const fixture = await createFixture("Bundle");
const app = await startApp({ databaseUrl: database.url });
const browser = await launchBrowser();
const { slug } = fixture.organization;
const pages = {
  overview: `/${slug}`,
  incidents: `/${slug}/incidents`,
  incident: `/${slug}/incidents/INC-1`,
  alerts: `/${slug}/alerts`,
  alert: `/${slug}/alerts/${fixture.alert.id}`,
  integrations: `/${slug}/integrations`,
  deliveries: `/${slug}/deliveries`,
  settings: `/${slug}/settings`,
};
for (const [name, path] of Object.entries(pages)) {
  const context = await browser.newContext();
  await signInAs(context, app.url, fixture);
  const page = await context.newPage();
  let received = 0;
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  session.on(
    "Network.responseReceived",
    ({ requestId, type }) => type === "Script" && scripts.add(requestId),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) received += encodedDataLength;
  });
  await page.goto(`${app.url}${path}`, { waitUntil: "domcontentloaded" });
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("load");
  const untilShown = received;
  await page.waitForLoadState("networkidle").catch(() => undefined);
  figure({
    bench: "bundle",
    metric: `kb_${name}`,
    value: untilShown / 1000,
    unit: "kB",
    note: "JavaScript over the wire until the load event",
  });
  figure({
    bench: "bundle",
    metric: `kb_${name}_all`,
    value: received / 1000,
    unit: "kB",
    note: "and what is loaded after it",
  });
  await context.close();
}
await browser.close();
await app.stop();
setDatabase(undefined);
await database.drop();
process.exit(0);
