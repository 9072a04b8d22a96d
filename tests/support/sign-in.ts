import { encode } from "next-auth/jwt";
import type { BrowserContext } from "playwright-core";
import type { Fixture } from "@/server/kernel";
import { TEST_AUTH_SECRET } from "./app";

const COOKIE = "aiops.session";

/** The cookie of the fixture's session, as signing in would have set it. */
export async function sessionCookie(fixture: Fixture): Promise<{ name: string; value: string }> {
  const token = { sub: fixture.user.id, sid: fixture.session.id };
  return { name: COOKIE, value: await encode({ token, secret: TEST_AUTH_SECRET, salt: COOKIE }) };
}

/** Signs a browser in as the fixture's owner. The way through the sign-in page has a test of its own. */
export async function signInAs(context: BrowserContext, url: string, fixture: Fixture): Promise<void> {
  await context.addCookies([{ ...(await sessionCookie(fixture)), url, httpOnly: true, sameSite: "Lax" }]);
}
