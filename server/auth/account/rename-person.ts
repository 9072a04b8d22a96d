import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import type { Tx } from "@/server/kernel";

/** Changes a person's name, in their account and in every organization: the app sees people by their memberships alone. */
export async function renamePerson(tx: Tx, userId: string, name: string): Promise<void> {
  await tx.update(users).set({ name }).where(eq(users.id, userId));
  await tx.update(organizationMembers).set({ name }).where(eq(organizationMembers.userId, userId));
}
