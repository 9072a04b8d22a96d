import { decode, encode, getToken, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import { isUuid } from "@/server/kernel";
import { type OpenSession, readSession } from "./session-store";

export const SESSION_COOKIE = "aiops.session";
/** The cookie outlives the session, whose row decides: so a session slides without the cookie being set anew. Browsers keep no cookie longer. */
export const COOKIE_LIFE_SECONDS = 400 * 86_400;

/** The signed-in session of a request, whatever its organization; only the cookie is looked at. */
export async function sessionOfCookie(headers: Headers): Promise<OpenSession | null> {
  const cookie = headers.get("cookie");
  if (!cookie?.includes(SESSION_COOKIE)) return null;
  const token = await getToken({
    // A copy with the cookie alone, because `getToken` would take a bearer token for a session too.
    req: { headers: new Headers({ cookie }) },
    secret: authSecret(),
    cookieName: SESSION_COOKIE,
    secureCookie: false,
  });
  return token ? sessionOfToken(token) : null;
}

/** The session a decoded cookie names, if it is still good. */
export async function sessionOfToken(token: JWT): Promise<OpenSession | null> {
  const id = token.sid;
  if (typeof id !== "string" || !isUuid(id)) return null;
  const session = await readSession(id);
  return session && session.userId === token.sub ? session : null;
}

/** Decodes a cookie for next-auth, to whom a revoked session is no session: nothing can be linked to it. */
export async function decodeLive(params: JWTDecodeParams): Promise<JWT | null> {
  const token = await decode(params);
  return token && (await sessionOfToken(token)) ? token : null;
}

export const encodeCookie = encode;

/** The secret that signs cookies; without one nobody can sign in. */
export function authSecret(): string {
  const secret = process.env.AUTH_SECRET;
  if (!secret) throw new Error("AUTH_SECRET is not set.");
  return secret;
}
