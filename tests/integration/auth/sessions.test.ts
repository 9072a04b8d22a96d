import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sessions } from "@/drizzle/schema/auth";
import {
  actorInOrganization,
  enterDemo,
  getSessionActor,
  homePath,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  signInWithPassword,
  updateProfile,
} from "@/server/auth";
import { execute, ForbiddenError, inSystem, NotFoundError } from "@/server/kernel";
import {
  acceptInvitation,
  createInvitation,
  createOrganization,
  ensureDemoOrganization,
  listMembers,
  updateMember,
} from "@/server/tenancy";
import { actorOf, createFixture } from "../../support/fixture";
import { Browser, errorOf } from "./next-auth-client";
import { newBrowser, PASSWORD, sessionsOf, signedUp, withAuth } from "./setup";

const { clock } = withAuth();
const DAY_MS = 86_400_000;

async function another(email: string): Promise<Browser> {
  const browser = newBrowser();
  const result = await signInWithPassword({ email, password: PASSWORD }, browser.headers());
  await browser.redeem(result.ok ? result.ticket : "");
  return browser;
}

describe("a session", () => {
  it("lasts 30 days from when it was last seen", async () => {
    const { browser, userId } = await signedUp();
    for (let visit = 0; visit < 3; visit++) {
      clock.later(29 * DAY_MS);
      expect(await getSessionActor(browser.headers())).toMatchObject({ userId });
    }
    clock.later(30 * DAY_MS);
    expect(await getSessionActor(browser.headers())).toBeNull();
  });

  it("is nothing without its row, its signature or its secret", async () => {
    const { browser, userId } = await signedUp();
    const cookie = browser.cookies.get("aiops.session")!;
    browser.cookies.set("aiops.session", `${cookie.slice(0, -3)}abc`);
    expect(await getSessionActor(browser.headers())).toBeNull();
    browser.cookies.set("aiops.session", cookie);
    // A bearer token is no cookie.
    expect(await getSessionActor(new Headers({ authorization: `Bearer ${cookie}` }))).toBeNull();
    process.env.AUTH_SECRET = "another secret, long enough for tests";
    expect(await getSessionActor(browser.headers())).toBeNull();
    process.env.AUTH_SECRET = "a secret that only tests use, long enough";
    expect(await getSessionActor(browser.headers())).not.toBeNull();
    await inSystem((tx) => tx.delete(sessions).where(eq(sessions.userId, userId)));
    clock.later(10_000);
    expect(await getSessionActor(browser.headers())).toBeNull();
  });

  it("revoked here ends at once; revoked by another server within ten seconds", async () => {
    const { browser, email, userId } = await signedUp();
    const phone = await another(email);
    const actor = (await getSessionActor(browser.headers()))!;
    const { items } = await execute(listSessions, {}, { actor });
    expect(items).toHaveLength(2);
    const remote = items.find((session) => !session.isCurrent)!;
    expect(remote).toMatchObject({ method: "password", userAgent: "Test" });
    await getSessionActor(phone.headers());
    await execute(revokeSession, { id: remote.id }, { actor });
    expect(await getSessionActor(phone.headers())).toBeNull();
    await expect(execute(revokeSession, { id: remote.id }, { actor })).rejects.toBeInstanceOf(NotFoundError);
    await inSystem((tx) =>
      tx.update(sessions).set({ revokedAt: clock.now }).where(eq(sessions.userId, userId)),
    );
    clock.later(10_000);
    expect(await getSessionActor(browser.headers())).toBeNull();
  });

  it("of somebody else cannot be revoked", async () => {
    const [ann, eve] = [await signedUp(), await signedUp()];
    const [session] = await sessionsOf(eve.userId);
    const actor = (await getSessionActor(ann.browser.headers()))!;
    await expect(execute(revokeSession, { id: session!.id }, { actor })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    expect(await execute(revokeOtherSessions, {}, { actor })).toEqual({ revoked: 0 });
    expect(await getSessionActor(eve.browser.headers())).not.toBeNull();
  });

  it("takes the place of the one its browser had, and ends by signing out", async () => {
    const { browser, email, userId } = await signedUp();
    const again = await signInWithPassword({ email, password: PASSWORD }, browser.headers());
    await browser.redeem(again.ok ? again.ticket : "");
    expect((await sessionsOf(userId)).filter(({ revokedAt }) => !revokedAt)).toHaveLength(1);
    await browser.post("/api/auth/signout");
    expect(browser.cookies.has("aiops.session")).toBe(false);
    expect((await sessionsOf(userId)).filter(({ revokedAt }) => !revokedAt)).toEqual([]);
  });

  it("shows nothing to a script in the page", async () => {
    const { browser, email, userId } = await signedUp();
    const body = await (await browser.get("/api/auth/session")).text();
    expect(body).not.toContain(email);
    expect(body).not.toContain(userId);
  });
});

describe("an organization", () => {
  it("is entered by its members alone, with the role they have now", async () => {
    const { browser, userId } = await signedUp();
    const person = (await getSessionActor(browser.headers()))!;
    const own = await execute(createOrganization, { name: "Own" }, { actor: person });
    const foreign = await createFixture("Foreign");
    expect(await actorInOrganization(person, own.slug)).toMatchObject({
      userId,
      organizationId: own.id,
      role: "owner",
    });
    for (const slug of [foreign.organization.slug, "no-such-organization", ""])
      await expect(actorInOrganization(person, slug)).rejects.toBeInstanceOf(NotFoundError);
    const { link } = await execute(
      createInvitation,
      { email: person.email, role: "admin" },
      { actor: actorOf(foreign) },
    );
    await execute(acceptInvitation, { token: link.split("/").at(-1)! }, { actor: person });
    expect((await actorInOrganization(person, foreign.organization.slug)).role).toBe("admin");
    await execute(updateMember, { userId, role: "viewer" }, { actor: actorOf(foreign) });
    expect((await actorInOrganization(person, foreign.organization.slug)).role).toBe("viewer");
    expect(await homePath(person)).toBe(`/${foreign.organization.slug}`);
    await actorInOrganization(person, own.slug);
    expect(await homePath(person)).toBe(`/${own.slug}`);
  });

  it("sees a person's new name", async () => {
    const { browser } = await signedUp();
    const person = (await getSessionActor(browser.headers()))!;
    const { slug } = await execute(createOrganization, { name: "Own" }, { actor: person });
    await execute(updateProfile, { name: "Anne" }, { actor: person });
    expect((await getSessionActor(browser.headers()))?.name).toBe("Anne");
    const { items } = await execute(listMembers, {}, { actor: await actorInOrganization(person, slug) });
    expect(items.map(({ name }) => name)).toEqual(["Anne"]);
  });
});

describe("the demo door", () => {
  const local = () =>
    new Browser({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "127.0.0.1:3000",
      "x-forwarded-proto": "http",
    });
  const enter = async (browser: Browser) => {
    const result = await enterDemo(browser.headers());
    if (result.ok) await browser.redeem(result.ticket);
    return result;
  };

  it("opens with one click on this machine, into the demo and nowhere else", async () => {
    process.env.AIOPS_DEMO = "1";
    const { slug, userId } = await ensureDemoOrganization();
    const browser = local();
    expect((await enter(browser)).ok).toBe(true);
    const actor = (await getSessionActor(browser.headers()))!;
    expect(actor).toMatchObject({ userId, email: "demo@aiops.invalid" });
    expect((await actorInOrganization(actor, slug)).role).toBe("owner");
    await expect(execute(createOrganization, { name: "Mine" }, { actor })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
    await expect(execute(updateProfile, { name: "Root" }, { actor })).rejects.toBeInstanceOf(ForbiddenError);
  });

  it("stays shut without the demo, on an open address and behind a proxy", async () => {
    await ensureDemoOrganization();
    expect((await enter(local())).ok).toBe(false);
    process.env.AIOPS_DEMO = "1";
    process.env.HOST = "0.0.0.0";
    expect((await enter(local())).ok).toBe(false);
    delete process.env.HOST;
    expect((await enter(new Browser({ "x-forwarded-for": "203.0.113.9" }))).ok).toBe(false);
    expect((await enter(new Browser({ host: "aiops.example.com" }))).ok).toBe(false);
    expect((await enter(local())).ok).toBe(true);
  });

  it("passes its sessions again at each request", async () => {
    process.env.AIOPS_DEMO = "1";
    await ensureDemoOrganization();
    const browser = local();
    await enter(browser);
    expect(await getSessionActor(browser.headers())).not.toBeNull();
    const elsewhere = new Browser({ "x-forwarded-for": "203.0.113.9" });
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
    expect(await getSessionActor(elsewhere.headers())).toBeNull();
    delete process.env.AIOPS_DEMO;
    expect(await getSessionActor(browser.headers())).toBeNull();
  });

  it("has no password, and next-auth has no other credentials", async () => {
    await ensureDemoOrganization();
    expect(
      (await signInWithPassword({ email: "demo@aiops.invalid", password: "" }, newBrowser().headers())).ok,
    ).toBe(false);
    const answer = await newBrowser().post("/api/auth/callback/demo", {});
    expect(errorOf(answer)).not.toBeNull();
  });
});
