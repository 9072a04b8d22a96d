import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { users } from "@/drizzle/schema/auth";
import { canMail, getSessionActor, signInWithPassword } from "@/server/auth";
import { inSystem } from "@/server/kernel";
import { ensureDemoOrganization } from "@/server/tenancy";
import { createFixture } from "../../support/fixture";
import { type Browser, errorOf } from "./next-auth-client";
import { newBrowser, newEmail, PASSWORD, sessionsOf, signedUp, withAuth } from "./setup";

const { clock } = withAuth();
let smtp: SMTPServer;
let port = 0;
let refusing = false;
const mails: { to: string; subject: string; text: string; html: string }[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_, __, callback) => callback(refusing ? new Error("not today") : undefined),
    onData(stream, _, callback) {
      void simpleParser(stream).then((mail) => {
        mails.push({
          to: mail.to?.text ?? "",
          subject: mail.subject ?? "",
          text: mail.text ?? "",
          html: mail.html || "",
        });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  port = (smtp.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
beforeEach(() => {
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.MAIL_FROM = "AIOps <aiops@example.com>";
  process.env.APP_URL = "https://aiops.example.com";
  refusing = false;
  mails.length = 0;
});

const ask = (browser: Browser, email: string) =>
  browser.post("/api/auth/signin/email", { email, callbackUrl: "/" });
const linkIn = (mail: (typeof mails)[number] | undefined) =>
  new URL(/https?:\S+/.exec(mail?.text ?? "")?.[0] ?? "");
/** What the button of the confirmation page asks for. */
function open(browser: Browser, link: URL): Promise<Response> {
  const { searchParams } = link;
  return browser.get(
    `/api/auth/callback/email?${new URLSearchParams({
      token: searchParams.get("token") ?? "",
      email: searchParams.get("email") ?? "",
      callbackUrl: searchParams.get("next") ?? "/",
    })}`,
  );
}

describe("a mailed link", () => {
  it("signs the owner of the address in, once", async () => {
    const email = newEmail();
    const browser = newBrowser();
    const asked = await ask(browser, ` ${email.toUpperCase()} `);
    expect(asked.headers.get("location")).toMatch(/verify-request/);
    expect(mails).toMatchObject([{ to: email, subject: "Sign in to AIOps on aiops.example.com" }]);
    const link = linkIn(mails[0]);
    const opened = await open(browser, link);
    expect(errorOf(opened)).toBeNull();
    const actor = (await getSessionActor(browser.headers()))!;
    expect(actor.email).toBe(email);
    expect(await sessionsOf(actor.userId)).toMatchObject([{ method: "email" }]);
    const again = newBrowser();
    expect(errorOf(await open(again, link))).toBe("Verification");
    expect(await getSessionActor(again.headers())).toBeNull();
  });

  it("leads to our public address and a page with a button, whatever Host the request named", async () => {
    const browser = newBrowser();
    browser.extra.host = "evil.example";
    browser.extra["x-forwarded-host"] = "evil.example";
    await ask(browser, newEmail());
    const link = linkIn(mails[0]);
    expect(link.origin).toBe("https://aiops.example.com");
    expect(link.pathname).toBe("/sign-in/confirm");
    expect(`${mails[0]?.text}${mails[0]?.html}`).not.toContain("evil");
  });

  it("is redeemed by one of two who open it at the same moment", async () => {
    await ask(newBrowser(), newEmail());
    const link = linkIn(mails[0]);
    const answers = await Promise.all([open(newBrowser(), link), open(newBrowser(), link)]);
    expect(answers.map(errorOf).sort()).toEqual(["Verification", null]);
  });

  it("takes an account back from whoever made it with the address unproven", async () => {
    const { email, userId, browser: squatter } = await signedUp();
    const owner = newBrowser();
    await ask(owner, email);
    await open(owner, linkIn(mails[0]));
    expect((await getSessionActor(owner.headers()))?.userId).toBe(userId);
    expect(await getSessionActor(squatter.headers())).toBeNull();
    expect((await signInWithPassword({ email, password: PASSWORD }, squatter.headers())).ok).toBe(false);
    const [row] = await inSystem((tx) => tx.select().from(users).where(eq(users.id, userId)));
    expect(row).toMatchObject({ passwordHash: null });
    expect(row?.emailVerified).not.toBeNull();
    // The second link proves nothing new and takes nothing away.
    const phone = newBrowser();
    await ask(phone, email);
    await open(phone, linkIn(mails[1]));
    expect(await getSessionActor(owner.headers())).not.toBeNull();
  });

  it("goes to strangers only where they may sign up, and the page does not tell the difference", async () => {
    await createFixture();
    const { email } = await signedUp();
    process.env.SIGNUP = "first";
    const known = await ask(newBrowser(), email);
    const unknown = await ask(newBrowser(), newEmail("who"));
    expect(mails.map(({ to }) => to)).toEqual([email]);
    expect(errorOf(known)).toBeNull();
    expect(errorOf(unknown)).toBeNull();
    await ensureDemoOrganization();
    await ask(newBrowser(), "demo@aiops.invalid");
    expect(mails).toHaveLength(1);
  });

  it("is not sent more than five times in 15 minutes", async () => {
    const email = newEmail();
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(errorOf(await ask(newBrowser(), email)));
    expect(answers).toEqual([null, null, null, null, null, "TooManyMails"]);
    expect(mails).toHaveLength(5);
    clock.later(15 * 60_000);
    expect(errorOf(await ask(newBrowser(), email))).toBeNull();
  });

  it("that the mail server refuses ends in words, not in a stack", async () => {
    refusing = true;
    const answer = await ask(newBrowser(), newEmail());
    expect(errorOf(answer)).toBe("Configuration");
    expect(await answer.text()).not.toMatch(/at \w+ \(/);
  });

  it("does not exist where mail is not configured", async () => {
    delete process.env.SMTP_URL;
    expect(canMail()).toBe(false);
    await ask(newBrowser(), newEmail());
    expect(mails).toEqual([]);
  });
});
