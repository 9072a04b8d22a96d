import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { type Browser, ORIGIN } from "./next-auth-client";

export type Person = { email?: string; name?: string };

/** A real OpenID provider on loopback. Whoever signs in there is who they say, with the claims in `people`. */
export async function startIdentityProvider(): Promise<{
  issuer: string;
  people: Map<string, Person>;
  stop(): Promise<void>;
}> {
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const quiet = console.warn;
  console.warn = () => undefined;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "aiops",
        client_secret: "a secret of the client",
        redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
    cookies: { keys: ["only for tests"] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    features: { devInteractions: { enabled: true } },
  });
  console.warn = quiet;
  server.on("request", provider.callback());
  return {
    issuer,
    people,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Signs in at the provider as a person would: its form, its consent, and back to us. Answers our last response. */
export async function signInByProvider(browser: Browser, issuer: string, login: string): Promise<Response> {
  const started = await browser.post("/api/auth/signin/oidc", { callbackUrl: "/" });
  let location = started.headers.get("location") ?? "";
  const cookies = new Map<string, string>();
  for (let hop = 0; hop < 12; hop++) {
    const url = new URL(location, issuer);
    if (url.origin === ORIGIN) return browser.get(`${url.pathname}${url.search}`);
    const isInteraction = /^\/interaction\/[^/]+$/.test(url.pathname);
    const response = await ask(url, cookies, isInteraction ? await formOf(url, cookies, login) : undefined);
    const next = response.headers.get("location");
    if (!next) throw new Error(`The provider stopped at ${url.pathname}: ${await response.text()}`);
    location = next;
  }
  throw new Error("The provider leads in circles.");
}

async function formOf(url: URL, cookies: Map<string, string>, login: string): Promise<URLSearchParams> {
  const page = await (await ask(url, cookies)).text();
  return page.includes('value="login"')
    ? new URLSearchParams({ prompt: "login", login, password: "any" })
    : new URLSearchParams({ prompt: "consent" });
}

async function ask(url: URL, cookies: Map<string, string>, form?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(url, {
    method: form ? "POST" : "GET",
    redirect: "manual",
    headers: { cookie },
    ...(form ? { body: form } : {}),
  });
  for (const line of response.headers.getSetCookie()) {
    const pair = line.split(";")[0] ?? "";
    cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
  return response;
}
