import { and, eq, like } from "drizzle-orm";
import { verificationTokens } from "@/drizzle/schema/auth";
import { getClock, hashToken, inSystem, newToken, type Tx } from "@/server/kernel";
import { SignInMethod } from "../schema";

export type Ticket = { userId: string; method: SignInMethod };

/** Long enough to be redeemed by the same request that made it. */
export const TICKET_LIFE_MS = 60_000;
/** An operator's link is carried by hand. */
export const LINK_LIFE_MS = 7 * 86_400_000;

const PREFIX = "ticket:";

/**
 * A single-use secret that opens a session for one person. Whoever has checked a password, the demo door or an
 * operator's word makes one, and next-auth's only credentials provider redeems it: so nothing but a ticket signs in there.
 */
export async function issueTicket(tx: Tx, ticket: Ticket, lifeMs = TICKET_LIFE_MS): Promise<string> {
  const secret = newToken("ait");
  await tx.insert(verificationTokens).values({
    identifier: `${PREFIX}${ticket.method}:${ticket.userId}`,
    token: hashToken(secret),
    expires: new Date(getClock().now().getTime() + lifeMs),
  });
  return secret;
}

const isTicket = (secret: string) =>
  and(eq(verificationTokens.token, hashToken(secret)), like(verificationTokens.identifier, `${PREFIX}%`));

function read(row: typeof verificationTokens.$inferSelect | undefined): Ticket | null {
  if (!row || row.expires <= getClock().now()) return null;
  const [, method, userId] = row.identifier.split(":");
  const parsed = SignInMethod.safeParse(method);
  return parsed.success && userId ? { method: parsed.data, userId } : null;
}

/** Whose ticket this is, without redeeming it; null when it is wrong, used or too old. */
export const peekTicket = (secret: string): Promise<Ticket | null> =>
  inSystem(async (tx) => read((await tx.select().from(verificationTokens).where(isTicket(secret)))[0]));

/** Redeems a ticket. Of two who try at once, one gets it. */
export const takeTicket = (secret: string): Promise<Ticket | null> =>
  inSystem(async (tx) => read((await tx.delete(verificationTokens).where(isTicket(secret)).returning())[0]));
