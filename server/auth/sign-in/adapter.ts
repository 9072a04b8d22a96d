import { and, eq, isNull } from "drizzle-orm";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { accounts, sessions, users, verificationTokens } from "@/drizzle/schema/auth";
import { getClock, inSystem, type Tx, uuidv7 } from "@/server/kernel";
import { findUser, findUserByAccount, findUserByEmail, type UserRow } from "../queries";
import { forgetSessions } from "../sessions/session-store";

const present = (row: UserRow): AdapterUser => ({
  id: row.id,
  name: row.name,
  email: row.email,
  emailVerified: row.emailVerified,
  image: row.image,
});
const orNull = (row: UserRow | null): AdapterUser | null => (row ? present(row) : null);

/**
 * An account that was made with an address nobody had proven may have been made by somebody else, who waits for the
 * owner to come. So the first proof of the address takes away every other way in.
 */
async function takeOver(tx: Tx, userId: string, verifiedAt: Date): Promise<void> {
  await tx.update(users).set({ emailVerified: verifiedAt, passwordHash: null }).where(eq(users.id, userId));
  await tx.delete(accounts).where(eq(accounts.userId, userId));
  await tx
    .update(sessions)
    .set({ revokedAt: getClock().now() })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)));
  forgetSessions();
}

/**
 * What next-auth stores, each call in a transaction of the system's role. Written by hand because the package's adapter
 * takes one database handle for good, makes random ids and compares addresses by case. Tokens of sign-in services are
 * not kept: nothing here calls them.
 */
export const adapter: Adapter = {
  async createUser(user) {
    const now = getClock().now();
    const row = {
      id: uuidv7(now),
      name: user.name?.trim().slice(0, 100) || user.email.split("@")[0] || user.email,
      email: user.email.toLowerCase(),
      emailVerified: user.emailVerified,
      image: user.image ?? null,
      createdAt: now,
    };
    await inSystem((tx) => tx.insert(users).values(row));
    return row;
  },
  getUser: async (id) => orNull(await inSystem((tx) => findUser(tx, id))),
  getUserByEmail: async (email) => orNull(await inSystem((tx) => findUserByEmail(tx, email))),
  getUserByAccount: async ({ provider, providerAccountId }) =>
    orNull(await inSystem((tx) => findUserByAccount(tx, provider, providerAccountId))),
  // Called for one thing only: somebody opened the link that was mailed to this address.
  updateUser: ({ id, emailVerified }) =>
    inSystem(async (tx) => {
      const before = await findUser(tx, id);
      if (!before) throw new Error("The user is gone.");
      if (before.emailVerified || !emailVerified) return present(before);
      await takeOver(tx, id, emailVerified);
      return present({ ...before, emailVerified });
    }),
  async linkAccount({ userId, type, provider, providerAccountId }) {
    await inSystem((tx) => tx.insert(accounts).values({ userId, type, provider, providerAccountId }));
  },
  async createVerificationToken(token) {
    await inSystem((tx) => tx.insert(verificationTokens).values(token));
    return token;
  },
  useVerificationToken: ({ identifier, token }) =>
    inSystem(async (tx) => {
      const [row] = await tx
        .delete(verificationTokens)
        .where(and(eq(verificationTokens.identifier, identifier), eq(verificationTokens.token, token)))
        .returning();
      return row ?? null;
    }),
};
