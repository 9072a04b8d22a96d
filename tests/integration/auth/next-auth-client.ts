import { Auth } from "@auth/core";
import { authConfig } from "@/server/auth";

export const ORIGIN = "http://127.0.0.1:3000";

/** A browser as far as next-auth sees one: it keeps cookies and sends them back. Nothing is mocked behind it. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(readonly extra: Record<string, string> = {}) {}

  headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Headers({
      "user-agent": "Test",
      host: "127.0.0.1:3000",
      ...this.extra,
      ...(cookie ? { cookie } : {}),
    });
  }

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(pair.indexOf("=") + 1);
      const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
      const isGone =
        attributes.includes("Max-Age=0") || (expires !== undefined && new Date(expires) < new Date());
      if (value && !isGone) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = this.headers();
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const request = new Request(new URL(path, ORIGIN), { ...init, headers });
    const response = await Auth(request, authConfig(headers, false));
    this.keep(response);
    return response;
  }

  get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  /** Posts a form as next-auth's own pages do, with its token against forgery. */
  async post(path: string, form: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.get("/api/auth/csrf")).json()) as { csrfToken: string };
    return this.send(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...form, csrfToken }),
    });
  }

  redeem(ticket: string): Promise<Response> {
    return this.post("/api/auth/callback/ticket", { ticket, callbackUrl: "/" });
  }
}

/** The code in the address a refused sign-in leads to. */
export const errorOf = (response: Response): string | null =>
  new URL(response.headers.get("location") ?? ORIGIN, ORIGIN).searchParams.get("error");
