import type { NextAuthConfig } from "next-auth";
import { logger } from "@/server/kernel";
import { SignInMethod } from "../schema";
import {
  authSecret,
  COOKIE_LIFE_SECONDS,
  decodeLive,
  encodeCookie,
  SESSION_COOKIE,
  sessionOfCookie,
  sessionOfToken,
} from "../sessions/session-cookie";
import { closeSession, openSession } from "../sessions/session-store";
import { adapter } from "./adapter";
import { permitSignIn } from "./permit-sign-in";
import { providers, type TicketUser } from "./providers";

const methodOf = (provider: string, user: unknown): SignInMethod =>
  SignInMethod.parse(provider === "ticket" ? (user as TicketUser).method : provider);

// Wrong passwords, closed sign-ups and forged links are everyday: they are a line, not a stack.
const EVERYDAY = new Set([
  "CredentialsSignin",
  "AccessDenied",
  "OAuthAccountNotLinked",
  "Verification",
  "MissingCSRF",
]);

/**
 * next-auth's configuration for one request. Lazy, because the environment is the deployment's and not the build's, and
 * because a session remembers the browser that opened it.
 */
export function authConfig(headers: Headers, isSecure: boolean): NextAuthConfig {
  return {
    basePath: "/api/auth",
    secret: authSecret(),
    trustHost: true,
    useSecureCookies: isSecure,
    adapter,
    providers: providers(),
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/verify", newUser: undefined },
    session: { strategy: "jwt", maxAge: COOKIE_LIFE_SECONDS },
    jwt: { maxAge: COOKIE_LIFE_SECONDS, encode: encodeCookie, decode: decodeLive },
    cookies: {
      sessionToken: {
        name: SESSION_COOKIE,
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    callbacks: {
      signIn: ({ user, account, email }) =>
        account
          ? permitSignIn(
              { account, email: user.email, isMailRequest: email?.verificationRequest === true },
              headers,
            )
          : false,
      async jwt({ token, user, account }) {
        if (!account || !user?.id) return (await sessionOfToken(token)) ? token : null;
        // A browser has one session: signing in again, or linking a service, takes the place of the one before.
        const before = await sessionOfCookie(headers);
        if (before) await closeSession(before.id);
        return { sub: user.id, sid: await openSession(user.id, methodOf(account.provider, user), headers) };
      },
      // The browser learns nothing here: pages read the session on the server.
      session: ({ session }) => ({ expires: session.expires }) as typeof session,
    },
    events: {
      async signOut(message) {
        const sid = "token" in message ? message.token?.sid : null;
        if (typeof sid === "string") await closeSession(sid);
      },
    },
    logger: {
      error(error) {
        const name = "type" in error && typeof error.type === "string" ? error.type : error.name;
        if (EVERYDAY.has(name)) logger.info({ reason: name }, "a sign-in was refused");
        else logger.error({ err: error.cause ?? error, reason: name }, "a sign-in failed");
      },
      warn: (code) => logger.debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}
