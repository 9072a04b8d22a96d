import { eq, sql } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { organizations } from "@/drizzle/schema/organizations";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { DEMO_EMAIL } from "@/server/env";
import { getClock, inSystem, uuidv7 } from "@/server/kernel";

/**
 * Makes the demo's organization and its person, or finds them. The address ends in `.invalid`, which nobody can own, and
 * there is no password: the demo door is the only way in.
 */
export async function ensureDemoOrganization(): Promise<{
  organizationId: string;
  slug: string;
  userId: string;
}> {
  return inSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('aiops.organizations'))`);
    const now = getClock().now();
    const [found] = await tx
      .select()
      .from(organizations)
      .where(eq(organizations.isDemo, true))
      .orderBy(organizations.id);
    const organization = found ?? {
      id: uuidv7(now),
      name: "Demo",
      slug: "demo",
      settings: {},
      isDemo: true,
      createdAt: now,
    };
    if (!found) await tx.insert(organizations).values(organization);
    const [person] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, DEMO_EMAIL));
    const userId = person?.id ?? uuidv7(now);
    if (!person)
      await tx.insert(users).values({ id: userId, name: "Demo", email: DEMO_EMAIL, createdAt: now });
    await tx
      .insert(organizationMembers)
      .values({
        organizationId: organization.id,
        userId,
        role: "owner",
        name: "Demo",
        email: DEMO_EMAIL,
        createdAt: now,
      })
      .onConflictDoNothing();
    return { organizationId: organization.id, slug: organization.slug, userId };
  });
}

/** The demo's organization, made on a database that holds none; null where there are others and no demo. */
export async function prepareDemo(): Promise<{ organizationId: string; createdAt: Date } | null> {
  const existing = await inSystem((tx) =>
    tx
      .select({ id: organizations.id, isDemo: organizations.isDemo })
      .from(organizations)
      .orderBy(sql`${organizations.isDemo} desc`)
      .limit(1),
  );
  if (existing[0] && !existing[0].isDemo) return null;
  const { organizationId } = await ensureDemoOrganization();
  const [demo] = await inSystem((tx) =>
    tx
      .select({ createdAt: organizations.createdAt })
      .from(organizations)
      .where(eq(organizations.id, organizationId)),
  );
  return demo ? { organizationId, createdAt: demo.createdAt } : null;
}
