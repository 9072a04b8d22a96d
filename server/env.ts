import { z } from "zod";

// A variable that is set to nothing is not set: deploy panels write it so.
const text = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const flag = z.preprocess((value) => value === "1", z.boolean());

const Environment = z
  .object({
    APP_URL: text,
    AUTH_URL: text,
    AUTH_SECRET: text,
    VERCEL_PROJECT_PRODUCTION_URL: text,
    HOST: text,
    PORT: text,
    SIGNUP: z.preprocess(
      (value) => (value === "" ? undefined : value),
      z.enum(["open", "invite", "first"]).default("first"),
    ),
    AIOPS_DEMO: flag,
    GITHUB_ID: text,
    GITHUB_SECRET: text,
    GOOGLE_ID: text,
    GOOGLE_SECRET: text,
    OIDC_ISSUER: text,
    OIDC_ID: text,
    OIDC_SECRET: text,
    OIDC_NAME: text,
    SMTP_URL: text,
    RESEND_API_KEY: text,
    MAIL_FROM: text,
  })
  .transform((env) => ({
    publicUrl: publicUrlOf(env).replace(/\/+$/, ""),
    authSecret: env.AUTH_SECRET,
    host: env.HOST ?? "127.0.0.1",
    signup: env.SIGNUP,
    isDemo: env.AIOPS_DEMO,
    github: pair(env.GITHUB_ID, env.GITHUB_SECRET),
    google: pair(env.GOOGLE_ID, env.GOOGLE_SECRET),
    oidc:
      env.OIDC_ISSUER && env.OIDC_ID && env.OIDC_SECRET
        ? {
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_ID,
            clientSecret: env.OIDC_SECRET,
            name: env.OIDC_NAME ?? "Single sign-on",
          }
        : null,
    mail:
      env.MAIL_FROM && (env.SMTP_URL || env.RESEND_API_KEY)
        ? { from: env.MAIL_FROM, smtpUrl: env.SMTP_URL, resendApiKey: env.RESEND_API_KEY }
        : null,
  }));

type Addresses = {
  APP_URL?: string | undefined;
  AUTH_URL?: string | undefined;
  VERCEL_PROJECT_PRODUCTION_URL?: string | undefined;
  HOST?: string | undefined;
  PORT?: string | undefined;
};

function publicUrlOf(env: Addresses): string {
  if (env.APP_URL ?? env.AUTH_URL) return env.APP_URL ?? env.AUTH_URL ?? "";
  if (env.VERCEL_PROJECT_PRODUCTION_URL) return `https://${env.VERCEL_PROJECT_PRODUCTION_URL}`;
  return `http://${env.HOST ?? "127.0.0.1"}:${env.PORT ?? "3000"}`;
}

function pair(clientId: string | undefined, clientSecret: string | undefined) {
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

export type Environment = z.infer<typeof Environment>;

/**
 * What the operator has configured, read anew at each call so that tests can change it. The start checks every variable
 * and stops with its name; this only gives them shape. `publicUrl` carries no trailing slash.
 */
export const environment = (): Environment => Environment.parse(process.env);

/** The demo's only person. Nobody can own an address under `.invalid` (RFC 2606). */
export const DEMO_EMAIL = "demo@aiops.invalid";
export const isDemoPerson = (email: string): boolean => email.trim().toLowerCase() === DEMO_EMAIL;
