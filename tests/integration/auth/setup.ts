import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { sessions } from "@/drizzle/schema/auth";
import { forgetSessions, signUpWithPassword } from "@/server/auth";
import { inSystem, setClock } from "@/server/kernel";
import { Browser } from "./next-auth-client";

export const PASSWORD = "correct horse battery";
const VARIABLES = [
  "SIGNUP",
  "AIOPS_DEMO",
  "HOST",
  "APP_URL",
  "SMTP_URL",
  "MAIL_FROM",
  "OIDC_ISSUER",
  "OIDC_ID",
  "OIDC_SECRET",
];

/** A clock that a test moves, and an environment that it leaves as it was. */
export function withAuth(): { clock: { now: Date; later(ms: number): void } } {
  const clock = {
    now: new Date(),
    later(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  beforeEach(() => {
    clock.now = new Date();
    setClock({ now: () => clock.now });
    process.env.AUTH_SECRET = "a secret that only tests use, long enough";
    process.env.SIGNUP = "open";
    forgetSessions();
    return () => setClock(undefined);
  });
  afterEach(() => {
    for (const name of VARIABLES) delete process.env[name];
  });
  return { clock };
}

export const newEmail = (name = "ann") => `${name}-${randomBytes(5).toString("hex")}@example.com`;

/** A browser whose network address is its own, so that limits by address do not join one test to another. */
export const newBrowser = () =>
  new Browser({
    "x-forwarded-for": `2001:db8::${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}`,
  });

/** Signs up by password and redeems the ticket: a browser with a session. */
export async function signedUp(email = newEmail(), name = "Ann") {
  const browser = newBrowser();
  const result = await signUpWithPassword({ name, email, password: PASSWORD }, browser.headers());
  if (!result.ok) throw new Error(result.message);
  await browser.redeem(result.ticket);
  return { browser, email, userId: result.userId };
}

export const sessionsOf = (userId: string) =>
  inSystem((tx) => tx.select().from(sessions).where(eq(sessions.userId, userId)));
