import { randomUUID } from "node:crypto";
import { resolveApiKey } from "@/server/api-keys";
import { actorInOrganization, getSessionActor } from "@/server/auth";
import { type Actor, DomainError, type KeyActor, UnauthorizedError } from "@/server/kernel";
import { type ApiContext, toTrpcError } from "./trpc";

/** The id under which a request is logged; a proxy's own is kept when it looks like one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Whether a browser says that one of our own pages sent this; without an Origin header nobody vouches for it. */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!origin || !host) return false;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** tRPC's context: the session cookie says who, the header `x-organization` where, and membership what is allowed. */
export async function trpcContext(request: Request): Promise<ApiContext> {
  const { headers } = request;
  const requestId = requestIdOf(headers);
  const sameOrigin = isSameOrigin(headers);
  try {
    const user = await getSessionActor(headers);
    const slug = headers.get("x-organization");
    const actor: Actor = !user ? { kind: "anonymous" } : slug ? await actorInOrganization(user, slug) : user;
    return { actor, requestId, sameOrigin };
  } catch (error) {
    // Outside a procedure nothing else would give it its status.
    throw error instanceof DomainError ? toTrpcError(error) : error;
  }
}

/** The key of a REST request: Bearer or X-Api-Key. Cookies are not looked at. */
export async function restActor(request: Request): Promise<KeyActor> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const secret = bearer ?? request.headers.get("x-api-key");
  const actor = secret ? await resolveApiKey(secret, { from: callerAddress(request.headers) }) : null;
  if (!actor) throw new UnauthorizedError("Send a valid API key: Authorization: Bearer aip_…");
  return actor;
}

/** Where a request says it comes from: shown beside a refused key, trusted for nothing. */
export const callerAddress = (headers: Headers): string | null =>
  headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? headers.get("x-real-ip");
