import pino from "pino";

/** Keys in webhook paths and query strings never reach a log. */
export const redactPath = (path: string): string =>
  path.replace(/\b(ai[a-z]_)[A-Za-z0-9_-]+/g, "$1[redacted]").split("?")[0] ?? "";

/** Structured JSON log. Add `requestId` and `organizationId` by `logger.child`. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
  base: undefined,
  redact: {
    paths: [
      "*.password",
      "*.secret",
      "*.token",
      "*.apiKey",
      "*.authorization",
      "*.cookie",
      "headers.authorization",
      "headers.cookie",
      'headers["x-api-key"]',
    ],
    censor: "[redacted]",
  },
});
