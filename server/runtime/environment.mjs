import { isIP } from "node:net";

const isUrl = (value, protocols) => {
  try {
    return protocols.includes(new URL(value).protocol);
  } catch {
    return false;
  }
};
const isPostgresUrl = (value) => isUrl(value, ["postgres:", "postgresql:"]);
const isWebUrl = (value) => isUrl(value, ["http:", "https:"]);
const isEncryptionKey = (value) =>
  value
    .split(",")
    .every((part) => Buffer.from(part.slice(part.indexOf(":") + 1).trim(), "base64").length === 32);
const isRange = (value) => {
  const [address = "", bits, ...rest] = value.trim().split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

/** What each variable must look like, where it is set, and the words for whoever set it otherwise. */
const FORMATS = {
  DATABASE_URL: [isPostgresUrl, "must be postgres://user:password@host/database."],
  DATABASE_URL_UNPOOLED: [
    isPostgresUrl,
    "must be postgres://user:password@host/database, straight to the server.",
  ],
  DATABASE_POOL_MAX: [isCount(1, 1000), "must be a number of connections from 1 to 1000."],
  PORT: [isCount(1, 65535), "must be a port number from 1 to 65535."],
  AUTH_SECRET: [
    (value) => value.length >= 32,
    "must have at least 32 characters: openssl rand -base64 32 makes one.",
  ],
  ENCRYPTION_KEY: [
    isEncryptionKey,
    "must be 32 bytes in base64 (openssl rand -base64 32), or such keys as id:key, newest first.",
  ],
  AUTH_URL: [isWebUrl, "must be the public address, like https://aiops.example.com."],
  APP_URL: [isWebUrl, "must be the public address, like https://aiops.example.com."],
  SIGNUP: [isOneOf("open", "invite", "first"), "must be open, invite or first."],
  INNGEST_BASE_URL: [isWebUrl, "must be the address of the Inngest server, like http://127.0.0.1:8288."],
  OPERATOR_TOKEN: [
    (value) => value.length >= 16,
    "must have at least 16 characters: openssl rand -hex 16 makes one.",
  ],
  CRON_SECRET: [
    (value) => value.length >= 16,
    "must have at least 16 characters: openssl rand -hex 16 makes one.",
  ],
  OUTBOUND_ALLOW: [
    (value) => value.split(",").every(isRange),
    "must be addresses or ranges, like 10.0.0.0/8,192.168.1.7.",
  ],
  MAX_BODY: [isCount(1024, 1024 ** 3), "must be a number of bytes from 1024 to 1073741824."],
  OIDC_ISSUER: [isWebUrl, "must be the issuer's address, like https://login.example.com."],
  SMTP_URL: [
    (value) => isUrl(value, ["smtp:", "smtps:"]),
    "must be smtp://user:password@host:port or smtps://….",
  ],
  LOG_LEVEL: [
    isOneOf("trace", "debug", "info", "warn", "error", "fatal", "silent"),
    "must be trace, debug, info, warn, error, fatal or silent.",
  ],
};

/** Variables that mean nothing alone. */
const TOGETHER = [
  [["GITHUB_ID", "GITHUB_SECRET"], "sign-in with GitHub"],
  [["GOOGLE_ID", "GOOGLE_SECRET"], "sign-in with Google"],
  [["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"], "sign-in with OpenID Connect"],
];

/**
 * Finds what is missing or malformed in the environment of a server.
 * @param {Record<string, string | undefined>} env
 * @returns {string[]} one sentence per problem, which begins with the variable's name and says what to do; empty when all is well
 */
export function environmentProblems(env) {
  const problems = [];
  const has = (name) => Boolean(env[name]);
  const need = (name, why) => {
    if (!has(name)) problems.push(`${name} is not set: ${why}`);
  };

  need("DATABASE_URL", "it names the database, as postgres://user:password@host/database.");
  need(
    "AUTH_SECRET",
    "it signs sessions; openssl rand -base64 32 makes one. Keep it: a new one signs everybody out.",
  );
  need(
    "ENCRYPTION_KEY",
    "it encrypts stored credentials; openssl rand -base64 32 makes one. Keep it: nothing can be read without it.",
  );
  for (const [names, purpose] of TOGETHER) {
    if (!names.some(has)) continue;
    for (const name of names) need(name, `${purpose} needs it beside ${names.filter(has).join(" and ")}.`);
  }
  if (has("SMTP_URL") || has("RESEND_API_KEY"))
    need("MAIL_FROM", "mail is sent from this address, like AIOps <aiops@example.com>.");
  if (has("VERCEL")) {
    const why = "nothing lives between requests on Vercel, so Inngest runs the jobs.";
    need("INNGEST_EVENT_KEY", why);
    need("INNGEST_SIGNING_KEY", why);
    need("CRON_SECRET", "Vercel Cron proves itself with it; openssl rand -hex 16 makes one.");
  } else if (has("INNGEST_EVENT_KEY") && !has("INNGEST_BASE_URL")) {
    need(
      "INNGEST_SIGNING_KEY",
      "Inngest proves itself with it when it calls; copy it from Inngest's settings.",
    );
  }
  for (const [name, [isWellFormed, rule]] of Object.entries(FORMATS)) {
    const value = env[name];
    // The value is not repeated, because most of these are secrets.
    if (value && !isWellFormed(value)) problems.push(`${name} is malformed: it ${rule}`);
  }
  return problems;
}

function isCount(least, most) {
  return (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function isOneOf(...names) {
  return (value) => names.includes(value);
}
