import { users } from "@/drizzle/schema/auth";
import { type Tx, uuidv7 } from "@/server/kernel";
import { findUserByEmail } from "../queries";

/** The account of an address, made without a password where there is none. For the operator's commands. */
export async function ensureUser(
  tx: Tx,
  person: { email: string; name?: string | undefined },
  now: Date,
): Promise<{ userId: string; name: string; email: string; isNew: boolean }> {
  const email = person.email.trim().toLowerCase();
  const found = await findUserByEmail(tx, email);
  if (found) return { userId: found.id, name: found.name ?? email, email, isNew: false };
  const name = person.name ?? email.split("@")[0] ?? email;
  const userId = uuidv7(now);
  await tx.insert(users).values({ id: userId, name, email, createdAt: now });
  return { userId, name, email, isNew: true };
}
