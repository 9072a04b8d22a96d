import { createHmac } from "node:crypto";
import { judgeDemoDoor } from "@/server/auth";
import { environment } from "@/server/env";
import { secretsEqual } from "@/server/kernel";

/**
 * `open` to whoever asks, `locked` until the operator's token is given, `absent` where the operator has set none and the
 * request may come from elsewhere.
 */
export type OperatorAccess = "open" | "locked" | "absent";

export const OPERATOR_COOKIE = "aiops-operator";

const configuredToken = (): string | undefined => process.env.OPERATOR_TOKEN || undefined;

/** What the browser keeps instead of the token, which it never learns from us. */
export const operatorCookieOf = (token: string): string =>
  createHmac("sha256", token).update("aiops operator page").digest("hex");

export const isOperatorToken = (given: string): boolean => {
  const token = configuredToken();
  return token !== undefined && secretsEqual(given, token);
};

/** Whether somebody may see what concerns the whole server: by token, or on the machine itself where none is set. */
export function operatorAccess(
  headers: Headers,
  shown: { cookie?: string | undefined; bearer?: string | undefined },
): OperatorAccess {
  const token = configuredToken();
  if (token) {
    const byCookie = shown.cookie !== undefined && secretsEqual(shown.cookie, operatorCookieOf(token));
    const byBearer = shown.bearer !== undefined && secretsEqual(shown.bearer, token);
    return byCookie || byBearer ? "open" : "locked";
  }
  const { open } = judgeDemoDoor({
    isDemo: process.env.AIOPS_EMBEDDED === "1",
    boundTo: environment().host,
    headers: new Map(headers),
  });
  return open ? "open" : "absent";
}

export const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer\s+(.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
