import { headers } from "next/headers";
import NextAuth from "next-auth";
import { authConfig } from "@/server/auth";
import { environment } from "@/server/env";

/** A cookie is marked for HTTPS when the browser came by it, or the public address says so. */
const isSecure = (given: Headers): boolean =>
  given.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ||
  environment().publicUrl.startsWith("https:");

export const { handlers, signIn, signOut } = NextAuth(async (request) => {
  const given = request?.headers ?? (await headers());
  return authConfig(given, isSecure(given));
});
