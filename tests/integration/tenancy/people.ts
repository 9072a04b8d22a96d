import { randomBytes } from "node:crypto";
import { users } from "@/drizzle/schema/auth";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { type Fixture, inSystem, type Role, type UserActor, uuidv7 } from "@/server/kernel";

/** Somebody with an account and no organization. */
export async function addStranger(name: string, email?: string): Promise<UserActor> {
  const now = new Date();
  const userId = uuidv7(now);
  const address = email ?? `${name.toLowerCase()}-${randomBytes(5).toString("hex")}@example.com`;
  await inSystem((tx) => tx.insert(users).values({ id: userId, name, email: address, createdAt: now }));
  return { kind: "user", userId, name, email: address, sessionId: null, organizationId: null, role: null };
}

/** A further member of a fixture's organization, acting in it. */
export async function addMember(fixture: Fixture, name: string, role: Role): Promise<UserActor> {
  const person = await addStranger(name);
  await inSystem((tx) =>
    tx.insert(organizationMembers).values({
      organizationId: fixture.organization.id,
      userId: person.userId,
      role,
      name,
      email: person.email,
      createdAt: new Date(),
    }),
  );
  return { ...person, organizationId: fixture.organization.id, role };
}
