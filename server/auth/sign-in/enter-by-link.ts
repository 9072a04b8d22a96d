import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { getClock, inSystem } from "@/server/kernel";
import { renamePerson } from "../account/rename-person";
import { hashPassword } from "../passwords";
import { findUser } from "../queries";
import type { SignInResult } from "./sign-in-with-password";
import { issueTicket, peekTicket, takeTicket } from "./tickets";

export type LinkPreview = { email: string; name: string | null; hasPassword: boolean };

/** Whom an operator's link lets in, without using it up: mail scanners open links too. */
export async function previewLink(secret: string): Promise<LinkPreview | null> {
  const ticket = await peekTicket(secret);
  if (ticket?.method !== "link") return null;
  const user = await inSystem((tx) => findUser(tx, ticket.userId));
  return user && { email: user.email, name: user.name, hasPassword: user.passwordHash !== null };
}

/** Uses an operator's link up, sets the name and password its owner typed, and answers a ticket. */
export async function enterByLink(
  secret: string,
  input: { name?: string | undefined; password?: string | undefined },
): Promise<SignInResult> {
  const known = await peekTicket(secret);
  const passwordHash =
    known?.method === "link" && input.password ? await hashPassword(input.password) : undefined;
  const ticket = known?.method === "link" ? await takeTicket(secret) : null;
  if (!ticket)
    return { ok: false, message: "This link has been used or is too old. Ask the operator for a new one." };
  return inSystem(async (tx) => {
    // The operator's word counts as proof of the address.
    await tx
      .update(users)
      .set({ emailVerified: getClock().now(), ...(passwordHash ? { passwordHash } : {}) })
      .where(eq(users.id, ticket.userId));
    if (input.name) await renamePerson(tx, ticket.userId, input.name);
    return { ok: true, userId: ticket.userId, ticket: await issueTicket(tx, ticket) };
  });
}
