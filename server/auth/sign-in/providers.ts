import { decodeJwt } from "jose";
import type { OIDCConfig, Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { environment } from "@/server/env";
import { inSystem } from "@/server/kernel";
import { canMail, sendMail, signInMail } from "../mail";
import { findUser } from "../queries";
import type { ProviderInfo, SignInMethod } from "../schema";
import { takeTicket } from "./tickets";

const MAIL_LINK_LIFE_SECONDS = 15 * 60;

/** Sign-in services the operator has configured, as their buttons name them. */
export function configuredProviders(): ProviderInfo[] {
  const { github, google, oidc } = environment();
  return [
    ...(github ? [{ id: "github" as const, name: "GitHub" }] : []),
    ...(google ? [{ id: "google" as const, name: "Google" }] : []),
    ...(oidc ? [{ id: "oidc" as const, name: oidc.name }] : []),
  ];
}

type Claims = { sub: string; name?: string; preferred_username?: string; email?: string; picture?: string };

function oidcProvider(settings: NonNullable<ReturnType<typeof environment>["oidc"]>): OIDCConfig<Claims> {
  return {
    id: "oidc",
    name: settings.name,
    type: "oidc",
    issuer: settings.issuer,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    // The ID token is checked all the same; by the standard, address and name come from the userinfo endpoint, and the few
    // providers that leave them out there put them into the token.
    idToken: false,
    profile(userinfo, tokens) {
      const claims: Claims = { ...(tokens.id_token ? decodeJwt(tokens.id_token) : {}), ...userinfo };
      return {
        id: claims.sub,
        name: claims.name ?? claims.preferred_username ?? null,
        email: claims.email ?? null,
        image: claims.picture ?? null,
      };
    },
  };
}

/** The address a mailed link leads to: our page with a button, which goes on to next-auth's own address. */
function confirmLink(callback: string): string {
  const given = new URL(callback).searchParams;
  const link = new URL("/sign-in/confirm", environment().publicUrl);
  for (const [from, to] of [
    ["token", "token"],
    ["email", "email"],
    ["callbackUrl", "next"],
  ] as const)
    link.searchParams.set(to, given.get(from) ?? "");
  return link.href;
}

export type TicketUser = { id: string; name: string | null; email: string; method: SignInMethod };

/** Every way in that is configured, for next-auth. */
export function providers(): Provider[] {
  const { github, google, oidc } = environment();
  return [
    {
      id: "ticket",
      name: "Ticket",
      type: "credentials",
      credentials: { ticket: {} },
      async authorize(credentials): Promise<TicketUser | null> {
        const ticket = typeof credentials.ticket === "string" ? await takeTicket(credentials.ticket) : null;
        const user = ticket && (await inSystem((tx) => findUser(tx, ticket.userId)));
        return user ? { id: user.id, name: user.name, email: user.email, method: ticket.method } : null;
      },
    },
    ...(canMail()
      ? [
          {
            id: "email",
            name: "E-mail",
            type: "email" as const,
            maxAge: MAIL_LINK_LIFE_SECONDS,
            // Our own address, not the request's Host: whoever asks for a link must not choose where it leads.
            sendVerificationRequest: ({ identifier, url }: { identifier: string; url: string }) =>
              sendMail(signInMail(identifier, confirmLink(url), new URL(environment().publicUrl).host)),
          },
        ]
      : []),
    ...(github ? [GitHub(github)] : []),
    ...(google ? [Google(google)] : []),
    ...(oidc ? [oidcProvider(oidc)] : []),
  ];
}
