import { and, eq } from "drizzle-orm";
import { organizations } from "@/drizzle/schema/organizations";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { DEMO_EMAIL } from "@/server/env";
import { inSystem } from "@/server/kernel";
import { isDemoDoorOpen } from "./demo-door";
import type { SignInResult } from "./sign-in-with-password";
import { issueTicket } from "./tickets";

/** A ticket for the demo's person, for somebody who sits at this machine. */
export async function enterDemo(headers: Headers): Promise<SignInResult> {
  if (!isDemoDoorOpen(headers))
    return { ok: false, message: "The demo is open only in a browser on the machine that runs it." };
  return inSystem(async (tx) => {
    const [person] = await tx
      .select({ userId: organizationMembers.userId })
      .from(organizationMembers)
      .innerJoin(organizations, eq(organizations.id, organizationMembers.organizationId))
      .where(and(eq(organizations.isDemo, true), eq(organizationMembers.email, DEMO_EMAIL)));
    if (!person) return { ok: false, message: "The demo is being prepared. Try again in a few seconds." };
    const ticket = await issueTicket(tx, { userId: person.userId, method: "demo" });
    return { ok: true, ticket, userId: person.userId };
  });
}
