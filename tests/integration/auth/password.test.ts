import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createPool } from "@/drizzle/client";
import { signInAttempts, users, verificationTokens } from "@/drizzle/schema/auth";
import {
  changePassword,
  ensureUser,
  enterByLink,
  entrancePath,
  getProfile,
  getSessionActor,
  homePath,
  isSignUpOpen,
  issueTicket,
  LINK_LIFE_MS,
  previewLink,
  signInWithPassword,
  signUpByInvitation,
  signUpWithPassword,
} from "@/server/auth";
import { execute, getDatabase, InvalidError, inSystem, setDatabase, uuidv7 } from "@/server/kernel";
import { acceptInvitation, createInvitation, createOrganization, listMembers } from "@/server/tenancy";
import { createTestDatabase } from "../../support/database";
import { actorOf, createFixture } from "../../support/fixture";
import { errorOf } from "./next-auth-client";
import { newBrowser, newEmail, PASSWORD, sessionsOf, signedUp, withAuth } from "./setup";

const { clock } = withAuth();
const MINUTE_MS = 60_000;

/** Failed attempts as they are counted, without the time that checking so many passwords takes. */
const fail = (key: string, count: number) =>
  inSystem((tx) =>
    tx
      .insert(signInAttempts)
      .values(Array.from({ length: count }, () => ({ id: uuidv7(clock.now), key, at: clock.now }))),
  );

describe("a password", () => {
  it("opens a session for the account it belongs to", async () => {
    const { email, userId } = await signedUp();
    const browser = newBrowser();
    expect(await getSessionActor(browser.headers())).toBeNull();
    const result = await signInWithPassword(
      { email: email.toUpperCase(), password: PASSWORD },
      browser.headers(),
    );
    expect(result).toMatchObject({ ok: true, userId });
    const response = await browser.redeem(result.ok ? result.ticket : "");
    expect(response.status).toBe(302);
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("aiops.session="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=lax/i);
    expect(await getSessionActor(browser.headers())).toMatchObject({
      kind: "user",
      userId,
      name: "Ann",
      email,
      organizationId: null,
      role: null,
    });
  });

  it("is stored as a hash", async () => {
    const { userId } = await signedUp();
    const [row] = await inSystem((tx) => tx.select().from(users).where(eq(users.id, userId)));
    expect(row?.passwordHash).toMatch(/^scrypt\$/);
    expect(JSON.stringify(row)).not.toContain(PASSWORD);
  });

  it("that is wrong, and an address that is unknown, are refused in the same words", async () => {
    const { email } = await signedUp();
    const { headers } = { headers: newBrowser().headers() };
    const wrong = await signInWithPassword({ email, password: "wrong" }, headers);
    const unknown = await signInWithPassword({ email: newEmail("who"), password: "wrong" }, headers);
    expect(wrong).toEqual(unknown);
    expect(wrong.ok).toBe(false);
  });

  it("cannot be guessed: ten at once are let through, the eleventh waits, and waiting helps", async () => {
    const { email } = await signedUp();
    await fail(`password:${email}`, 8);
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        signInWithPassword({ email, password: `guess ${n}` }, newBrowser().headers()),
      ),
    );
    const limited = tries.filter((result) => !result.ok && /Too many attempts/.test(result.message));
    expect(limited).toHaveLength(4);
    const right = () => signInWithPassword({ email, password: PASSWORD }, newBrowser().headers());
    expect(await right()).toMatchObject({ ok: false, message: expect.stringMatching(/in 15 minutes/) });
    clock.later(15 * MINUTE_MS);
    expect((await right()).ok).toBe(true);
  });

  it("that is right forgives the failures before it", async () => {
    const { email } = await signedUp();
    await fail(`password:${email}`, 9);
    const sign = (password: string) => signInWithPassword({ email, password }, newBrowser().headers());
    expect((await sign(PASSWORD)).ok).toBe(true);
    expect(await sign("wrong")).toMatchObject({ message: expect.stringMatching(/do not match/) });
    expect((await sign(PASSWORD)).ok).toBe(true);
  });

  it("cannot be tried on many accounts from one address, and a right one forgives nothing there", async () => {
    const headers = newBrowser().headers();
    await fail(`password@${headers.get("x-forwarded-for")}`, 29);
    const { email } = await signedUp();
    expect((await signInWithPassword({ email, password: PASSWORD }, headers)).ok).toBe(true);
    const sign = () => signInWithPassword({ email: newEmail("any"), password: "winter2026!" }, headers);
    expect(await sign()).toMatchObject({ message: expect.stringMatching(/do not match/) });
    expect(await sign()).toMatchObject({ message: expect.stringMatching(/Too many/) });
  });

  it("is changed by whoever knows it, and every other browser is signed out", async () => {
    const { browser, email, userId } = await signedUp();
    const other = newBrowser();
    const again = await signInWithPassword({ email, password: PASSWORD }, other.headers());
    await other.redeem(again.ok ? again.ticket : "");
    const actor = (await getSessionActor(browser.headers()))!;
    await expect(
      execute(changePassword, { currentPassword: "wrong", newPassword: "staple battery horse" }, { actor }),
    ).rejects.toBeInstanceOf(InvalidError);
    await expect(
      execute(changePassword, { currentPassword: PASSWORD, newPassword: "short" }, { actor }),
    ).rejects.toBeInstanceOf(InvalidError);
    await execute(
      changePassword,
      { currentPassword: PASSWORD, newPassword: "staple battery horse" },
      { actor },
    );
    expect(await getSessionActor(other.headers())).toBeNull();
    expect(await getSessionActor(browser.headers())).toMatchObject({ userId });
    expect((await signInWithPassword({ email, password: PASSWORD }, other.headers())).ok).toBe(false);
    expect((await signInWithPassword({ email, password: "staple battery horse" }, other.headers())).ok).toBe(
      true,
    );
  });
});

describe("a ticket", () => {
  it("is redeemed once, by one of two at the same moment, and soon", async () => {
    const { email } = await signedUp();
    const ticketFor = async () => {
      const result = await signInWithPassword({ email, password: PASSWORD }, newBrowser().headers());
      return result.ok ? result.ticket : "";
    };
    const ticket = await ticketFor();
    const [a, b] = [newBrowser(), newBrowser()];
    const answers = await Promise.all([a.redeem(ticket), b.redeem(ticket)]);
    expect(answers.map(errorOf).sort()).toEqual(["CredentialsSignin", null]);
    const late = await ticketFor();
    clock.later(MINUTE_MS);
    expect(errorOf(await newBrowser().redeem(late))).toBe("CredentialsSignin");
    expect(errorOf(await newBrowser().redeem("ait_wrong"))).toBe("CredentialsSignin");
  });

  it("is not stored readably, and cannot be redeemed without the token against forgery", async () => {
    const { userId } = await signedUp();
    const ticket = await inSystem((tx) => issueTicket(tx, { userId, method: "password" }));
    const rows = await inSystem((tx) => tx.select().from(verificationTokens));
    expect(JSON.stringify(rows)).not.toContain(ticket);
    const browser = newBrowser();
    await browser.get("/api/auth/csrf");
    const { Auth } = await import("@auth/core");
    const { authConfig } = await import("@/server/auth");
    const forged = await Auth(
      new Request("http://127.0.0.1:3000/api/auth/callback/ticket", {
        method: "POST",
        headers: {
          cookie: browser.headers().get("cookie") ?? "",
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ ticket, csrfToken: "forged" }),
      }),
      authConfig(browser.headers(), false),
    );
    expect(errorOf(forged)).toBe("MissingCSRF");
  });
});

describe("an operator's link", () => {
  it("is shown without being used, sets name and password, and works once", async () => {
    const person = await inSystem((tx) => ensureUser(tx, { email: newEmail("ops") }, clock.now));
    const secret = await inSystem((tx) =>
      issueTicket(tx, { userId: person.userId, method: "link" }, LINK_LIFE_MS),
    );
    clock.later(LINK_LIFE_MS - 1);
    expect(await previewLink(secret)).toMatchObject({ email: person.email, hasPassword: false });
    const results = await Promise.all(
      [1, 2, 3].map(() => enterByLink(secret, { name: "Olga", password: PASSWORD })),
    );
    const [entered, ...more] = results.filter(({ ok }) => ok);
    expect(more).toEqual([]);
    const browser = newBrowser();
    await browser.redeem(entered?.ok ? entered.ticket : "");
    expect(await getSessionActor(browser.headers())).toMatchObject({ name: "Olga", userId: person.userId });
    expect(await sessionsOf(person.userId)).toMatchObject([{ method: "link" }]);
    expect(
      (await signInWithPassword({ email: person.email, password: PASSWORD }, browser.headers())).ok,
    ).toBe(true);
    expect(await previewLink(secret)).toBeNull();
  });

  it("ends after 7 days", async () => {
    const { userId } = await signedUp();
    const secret = await inSystem((tx) => issueTicket(tx, { userId, method: "link" }, LINK_LIFE_MS));
    clock.later(LINK_LIFE_MS);
    expect(await previewLink(secret)).toBeNull();
    expect((await enterByLink(secret, {})).ok).toBe(false);
  });

  it("is not the same as a ticket made for another purpose", async () => {
    const { userId } = await signedUp();
    const ticket = await inSystem((tx) => issueTicket(tx, { userId, method: "password" }));
    expect(await previewLink(ticket)).toBeNull();
    expect((await enterByLink(ticket, { password: "taken over by a ticket" })).ok).toBe(false);
  });
});

describe("signing up", () => {
  it("makes one account per address, in any case and at any moment", async () => {
    const email = newEmail();
    const results = await Promise.all(
      [email, email.toUpperCase(), email].map((address) =>
        signUpWithPassword(
          { name: "Ann", email: address.toLowerCase(), password: PASSWORD },
          newBrowser().headers(),
        ),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.message).toMatch(/exists/);
  });

  it("is closed to strangers where organizations exist, and open to the invited", async () => {
    const fixture = await createFixture();
    process.env.SIGNUP = "first";
    expect(await isSignUpOpen()).toBe(false);
    const email = newEmail("eve");
    const sign = () => signUpWithPassword({ name: "Eve", email, password: PASSWORD }, newBrowser().headers());
    expect((await sign()).ok).toBe(false);
    const { link } = await execute(createInvitation, { email }, { actor: actorOf(fixture) });
    const token = link.split("/").at(-1)!;
    const result = await signUpByInvitation(
      { token, name: "Eve", password: PASSWORD },
      newBrowser().headers(),
    );
    expect(result.ok).toBe(true);
    const browser = newBrowser();
    await browser.redeem(result.ok ? result.ticket : "");
    const eve = (await getSessionActor(browser.headers()))!;
    expect(eve.email).toBe(email);
    await execute(acceptInvitation, { token }, { actor: eve });
    const { items } = await execute(listMembers, {}, { actor: actorOf(fixture) });
    expect(items.map((member) => member.email)).toContain(email);
    expect(await homePath(eve)).toBe(`/${fixture.organization.slug}`);
  });

  it("makes no account for the demo's person", async () => {
    const demo = { name: "Demo", email: "demo@aiops.invalid", password: PASSWORD };
    expect((await signUpWithPassword(demo, newBrowser().headers())).ok).toBe(false);
  });

  it("is where a stranger begins on an empty server, and no longer once it has an organization", async () => {
    const database = await createTestDatabase();
    setDatabase({ pool: createPool(database.url), driver: getDatabase().driver });
    try {
      process.env.SIGNUP = "first";
      expect(await entrancePath(newBrowser().headers())).toBe("/sign-up");
      const { browser } = await signedUp();
      const ann = (await getSessionActor(browser.headers()))!;
      expect(await homePath(ann)).toBe("/welcome");
      const { slug } = await execute(createOrganization, { name: "Acme" }, { actor: ann });
      expect(await homePath(ann)).toBe(`/${slug}`);
      expect(await entrancePath(newBrowser().headers())).toBe("/sign-in");
    } finally {
      await getDatabase().pool.end();
      setDatabase(undefined);
      await database.drop();
    }
  });
});

it("a profile tells the ways in", async () => {
  const { browser } = await signedUp();
  const actor = (await getSessionActor(browser.headers()))!;
  expect(await execute(getProfile, {}, { actor })).toMatchObject({
    name: "Ann",
    hasPassword: true,
    isEmailVerified: false,
    isDemo: false,
    providers: [],
  });
});
