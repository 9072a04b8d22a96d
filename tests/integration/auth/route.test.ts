import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { getSessionActor, signInWithPassword } from "@/server/auth";
import { Browser } from "./next-auth-client";
import { PASSWORD, signedUp, withAuth } from "./setup";

withAuth();

/** Redeems a ticket through the route itself, as a browser at `host` would, and answers where it is led. */
async function enterAt(host: string, extra: Record<string, string> = {}) {
  const { email } = await signedUp();
  const browser = new Browser({ host, ...extra });
  const result = await signInWithPassword({ email, password: PASSWORD }, browser.headers());
  const address = (action: string) => `http://127.0.0.1:3000/api/auth/${action}`;
  const csrf = await GET(new NextRequest(address("csrf"), { headers: browser.headers() }));
  browser.keep(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const headers = browser.headers();
  headers.set("content-type", "application/x-www-form-urlencoded");
  const response = await POST(
    new NextRequest(address("callback/ticket"), {
      method: "POST",
      headers,
      body: new URLSearchParams({ csrfToken, ticket: result.ok ? result.ticket : "", callbackUrl: "/acme" }),
    }),
  );
  browser.keep(response);
  return { response, browser };
}

describe("the route of next-auth", () => {
  it("leads a browser back to the host it used, which Next would call localhost", async () => {
    for (const host of ["127.0.0.1:3000", "localhost:3000", "aiops.internal"]) {
      const { response, browser } = await enterAt(host);
      expect(response.headers.get("location")).toBe(`http://${host}/acme`);
      expect(await getSessionActor(browser.headers())).not.toBeNull();
    }
  });

  it("believes the proxy before it, and marks its cookies for HTTPS there", async () => {
    const { response } = await enterAt("10.0.0.7:3000", {
      "x-forwarded-host": "aiops.example.com",
      "x-forwarded-proto": "https",
    });
    expect(response.headers.get("location")).toBe("https://aiops.example.com/acme");
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("aiops.session="));
    expect(cookie).toMatch(/; Secure/i);
  });

  it("leads nowhere else", async () => {
    const response = await GET(
      new NextRequest("http://127.0.0.1:3000/api/auth/signin?callbackUrl=https://evil.example/", {
        headers: { host: "127.0.0.1:3000" },
      }),
    );
    expect(response.headers.get("set-cookie") ?? "").not.toContain("evil");
  });
});
