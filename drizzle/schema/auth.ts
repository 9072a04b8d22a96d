import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, systemPolicy } from "../columns";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    name: text(),
    email: text().notNull(),
    emailVerified: instant(),
    image: text(),
    passwordHash: text(),
    lastOrganizationId: uuid(),
    createdAt: instant().notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`), systemPolicy()],
);

export const accounts = pgTable(
  "accounts",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text(),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index().on(t.userId), systemPolicy()],
);

/** One row per signed-in browser; the JWT carries its id, so revoking the row ends the session. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    userAgent: text(),
    address: text(),
    method: text().notNull(),
    isDemo: boolean().notNull().default(false),
  },
  (t) => [index().on(t.userId, t.expiresAt), systemPolicy()],
);

export const verificationTokens = pgTable(
  "verification_tokens",
  { identifier: text().notNull(), token: text().notNull(), expires: instant().notNull() },
  (t) => [primaryKey({ columns: [t.identifier, t.token] }), systemPolicy()],
);

/** Failed sign-ins, counted per e-mail and per address so that guessing is slow. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  { id: uuid().primaryKey(), key: text().notNull(), at: instant().notNull() },
  (t) => [index().on(t.key, t.at), systemPolicy()],
);
