import { and, eq, isNull, ne, or } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { inSystem, NotFoundError, type UserActor } from "@/server/kernel";
import { findMembership, findUser, organizationSlugs } from "../queries";
import { isDemoDoorOpen } from "../sign-in/demo-door";
import { sessionOfCookie } from "./session-cookie";

/** The signed-in person of a request, outside any organization; null for a stranger. */
export async function getSessionActor(headers: Headers): Promise<UserActor | null> {
  const session = await sessionOfCookie(headers);
  if (!session) return null;
  // A demo session is worth no more than the door it came through.
  if (session.isDemo && !isDemoDoorOpen(headers)) return null;
  return {
    kind: "user",
    userId: session.userId,
    name: session.name,
    email: session.email,
    sessionId: session.id,
    organizationId: null,
    role: null,
  };
}

/** A person by id, outside any organization, for work done on their behalf in the request that signs them in. */
export async function actorOfUser(userId: string): Promise<UserActor> {
  const user = await inSystem((tx) => findUser(tx, userId));
  if (!user) throw new NotFoundError("The user");
  const name = user.name ?? user.email;
  return { kind: "user", userId, name, email: user.email, sessionId: null, organizationId: null, role: null };
}

/**
 * The same person inside an organization, with the role they have there now; remembered as the one last opened.
 * @throws NotFoundError for an organization they do not belong to, as for one that does not exist
 */
export async function actorInOrganization(user: UserActor, slug: string): Promise<UserActor> {
  const membership = await inSystem(async (tx) => {
    const found = await findMembership(tx, user.userId, slug);
    if (!found || found.organizationId === user.organizationId) return found;
    await tx
      .update(users)
      .set({ lastOrganizationId: found.organizationId })
      .where(
        and(
          eq(users.id, user.userId),
          or(isNull(users.lastOrganizationId), ne(users.lastOrganizationId, found.organizationId)),
        ),
      );
    return found;
  });
  if (!membership) throw new NotFoundError("The organization");
  return { ...user, organizationId: membership.organizationId, role: membership.role };
}

/** Where a signed-in person begins: the organization last opened, another of theirs, or the page that creates one. */
export async function homePath(user: UserActor): Promise<string> {
  const [slug] = await inSystem((tx) => organizationSlugs(tx, user.userId));
  return slug ? `/${slug}` : "/welcome";
}
