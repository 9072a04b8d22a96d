import { encode } from "next-auth/jwt";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/[...rest]/route";
import { POST as mutateByPost, GET as queryByGet } from "@/app/api/trpc/[trpc]/route";
import { createKey } from "@/server/api-keys";
import { execute, type Fixture, type Permission } from "@/server/kernel";
import { actorOf } from "../../support/fixture";

export const ORIGIN = "http://127.0.0.1:3000";
const SECRET = "a secret that only tests use, long enough";

/** A real key of the fixture's organization: with every scope of an admin unless some are named. */
export async function keyOf(fixture: Fixture, scopes?: Permission[]): Promise<string> {
  const input = scopes ? { name: "Test", scopes } : { name: "Test", preset: "admin" as const };
  const { secret } = await execute(createKey, input, { actor: actorOf(fixture) });
  return secret;
}

const restHandlers = { DELETE, GET, PATCH, POST, PUT };
type RestMethod = keyof typeof restHandlers;
export type Sent = { key?: string; body?: unknown; headers?: Record<string, string> };
export type Answer = { status: number; headers: Headers; text: string; json: unknown };

/** Sends a request to the REST route's own handler; a body that is no string goes as JSON. */
export async function rest(method: RestMethod, path: string, sent: Sent = {}): Promise<Answer> {
  const headers = new Headers(sent.headers);
  if (sent.key) headers.set("authorization", `Bearer ${sent.key}`);
  const body =
    sent.body === undefined || typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body);
  const request = new Request(`${ORIGIN}/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return answerOf(await restHandlers[method](request));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** The cookie of the fixture's session, as a browser holds it after signing in. */
export async function cookieOf(fixture: Fixture): Promise<string> {
  process.env.AUTH_SECRET ??= SECRET;
  const name = "aiops.session";
  const token = await encode({
    token: { sub: fixture.user.id, sid: fixture.session.id },
    secret: process.env.AUTH_SECRET,
    salt: name,
  });
  return `${name}=${token}`;
}

/** Calls a procedure as the browser's client does: queries by GET, mutations by POST. */
export async function trpc(
  kind: "query" | "mutation",
  procedure: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const json = JSON.stringify({ json: input });
  const url = `${ORIGIN}/api/trpc/${procedure}`;
  const host = new URL(ORIGIN).host;
  const request =
    kind === "query"
      ? new Request(`${url}?input=${encodeURIComponent(json)}`, { headers: { host, ...headers } })
      : new Request(url, {
          method: "POST",
          body: json,
          headers: { host, "content-type": "application/json", ...headers },
        });
  return answerOf(await (kind === "query" ? queryByGet(request) : mutateByPost(request)));
}

/** Words that only a stack or an internal message would hold. */
export const STACK = /\bat .+:\d+:\d+|node_modules|\.ts:\d+|\/server\/|select .+ from /i;
