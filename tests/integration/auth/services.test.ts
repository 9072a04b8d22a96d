import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "@/drizzle/schema/auth";
import {
  configuredProviders,
  getProfile,
  getSessionActor,
  revokeSession,
  unlinkProvider,
} from "@/server/auth";
import { ConflictError, execute, inSystem } from "@/server/kernel";
import { createInvitation } from "@/server/tenancy";
import { actorOf, createFixture } from "../../support/fixture";
import { signInByProvider, startIdentityProvider } from "./identity-provider";
import { type Browser, errorOf } from "./next-auth-client";
import { newBrowser, newEmail, sessionsOf, signedUp, withAuth } from "./setup";

withAuth();
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
beforeAll(async () => {
  provider = await startIdentityProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  process.env.OIDC_ISSUER = provider.issuer;
  process.env.OIDC_ID = "aiops";
  process.env.OIDC_SECRET = "a secret of the client";
});

let count = 0;
/** Somebody whom the identity provider knows. */
function somebody(email: string | undefined = newEmail("olga"), name = "Olga") {
  count += 1;
  const login = `login-${count}-${Date.now()}`;
  provider.people.set(login, { ...(email ? { email } : {}), name });
  return { login, email };
}
const enter = (browser: Browser, login: string) => signInByProvider(browser, provider.issuer, login);
const whoIs = (browser: Browser) => getSessionActor(browser.headers());
const linksOf = (userId: string) =>
  inSystem((tx) => tx.select().from(accounts).where(eq(accounts.userId, userId)));

describe("an OpenID provider", () => {
  it("is offered only when it is configured whole", () => {
    expect(configuredProviders()).toEqual([{ id: "oidc", name: "Single sign-on" }]);
    delete process.env.OIDC_SECRET;
    expect(configuredProviders()).toEqual([]);
  });

  it("makes an account for a stranger and signs them in to it ever after, and none of its tokens are kept", async () => {
    const { login, email } = somebody("Olga.Mixed@Example.com");
    const first = newBrowser();
    const response = await enter(first, login);
    expect(errorOf(response)).toBeNull();
    const actor = (await whoIs(first))!;
    expect(actor).toMatchObject({ name: "Olga", email: email?.toLowerCase() });
    const second = newBrowser();
    await enter(second, login);
    expect((await whoIs(second))?.userId).toBe(actor.userId);
    expect(await sessionsOf(actor.userId)).toMatchObject([{ method: "oidc" }, { method: "oidc" }]);
    const [link] = await linksOf(actor.userId);
    expect(link).toMatchObject({
      provider: "oidc",
      providerAccountId: login,
      access_token: null,
      id_token: null,
    });
  });

  it("never signs in to an account because the address is equal", async () => {
    const { email, userId } = await signedUp();
    const { login } = somebody(email.toUpperCase());
    const browser = newBrowser();
    expect(errorOf(await enter(browser, login))).toBe("OAuthAccountNotLinked");
    expect(await whoIs(browser)).toBeNull();
    expect(await linksOf(userId)).toEqual([]);
  });

  it("signs in to an account it was linked to while signed in, whatever its address", async () => {
    const { browser, userId } = await signedUp();
    const { login } = somebody();
    expect(errorOf(await enter(browser, login))).toBeNull();
    const actor = (await whoIs(browser))!;
    expect(actor.userId).toBe(userId);
    expect((await execute(getProfile, {}, { actor })).providers).toEqual([
      { id: "oidc", name: "Single sign-on", isLinked: true },
    ]);
    const elsewhere = newBrowser();
    await enter(elsewhere, login);
    expect((await whoIs(elsewhere))?.userId).toBe(userId);
    await execute(unlinkProvider, { provider: "oidc" }, { actor });
    expect(await linksOf(userId)).toEqual([]);
  });

  it("links nothing to a session that was revoked", async () => {
    const { browser, userId } = await signedUp();
    const actor = (await whoIs(browser))!;
    await execute(revokeSession, { id: actor.sessionId! }, { actor });
    await enter(browser, somebody().login);
    expect(await linksOf(userId)).toEqual([]);
    expect((await whoIs(browser))?.userId).not.toBe(userId);
  });

  it("cannot be linked to two accounts", async () => {
    const { login } = somebody();
    await enter(newBrowser(), login);
    const { browser, userId } = await signedUp();
    expect(errorOf(await enter(browser, login))).toBe("OAuthAccountNotLinked");
    expect(await linksOf(userId)).toEqual([]);
  });

  it("makes no account where sign-up is closed, but one for an invited address", async () => {
    const fixture = await createFixture();
    process.env.SIGNUP = "invite";
    const { login, email } = somebody();
    const browser = newBrowser();
    expect(errorOf(await enter(browser, login))).toBe("SignUpClosed");
    expect(await whoIs(browser)).toBeNull();
    await execute(createInvitation, { email: email! }, { actor: actorOf(fixture) });
    await enter(browser, login);
    expect((await whoIs(browser))?.email).toBe(email);
  });

  it("makes no account without an address", async () => {
    provider.people.set("nameless", { name: "X" });
    expect(errorOf(await enter(newBrowser(), "nameless"))).toBe("NoEmail");
  });

  it("stays while it is the only way in", async () => {
    const browser = newBrowser();
    await enter(browser, somebody().login);
    const actor = (await whoIs(browser))!;
    await expect(execute(unlinkProvider, { provider: "oidc" }, { actor })).rejects.toBeInstanceOf(
      ConflictError,
    );
  });

  it("is believed only for the sign-in this browser began", async () => {
    const victim = newBrowser();
    const answer = await victim.get("/api/auth/callback/oidc?code=stolen&state=forged");
    expect(errorOf(answer)).not.toBeNull();
    expect(await whoIs(victim)).toBeNull();
  });
});
