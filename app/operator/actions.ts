"use server";

import { cookies, headers } from "next/headers";
import { isOperatorToken, OPERATOR_COOKIE, operatorCookieOf } from "./access";

const LIFE_SECONDS = 12 * 3600;

export type TokenForm = { message: string } | null;

/** Keeps a hash of the token in a cookie that scripts cannot read and other sites cannot send. */
export async function unlock(_: TokenForm, form: FormData): Promise<TokenForm> {
  const token = form.get("token");
  if (typeof token !== "string" || !isOperatorToken(token.trim()))
    return { message: "This is not the operator's token. The server reads it from OPERATOR_TOKEN." };
  const isSecure = (await headers()).get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  (await cookies()).set(OPERATOR_COOKIE, operatorCookieOf(token.trim()), {
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
    path: "/operator",
    maxAge: LIFE_SECONDS,
  });
  return null;
}

export async function lock(): Promise<void> {
  (await cookies()).delete({ name: OPERATOR_COOKIE, path: "/operator" });
}
