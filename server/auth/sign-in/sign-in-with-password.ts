import { inSystem } from "@/server/kernel";
import { clientAddress } from "../core/client-address";
import { verifyPassword } from "../passwords";
import { findUserByEmail } from "../queries";
import { attemptKeys, forgiveAttempt, takeAttempt, waitingTime } from "./attempts";
import { issueTicket } from "./tickets";

export type SignInResult = { ok: true; ticket: string; userId: string } | { ok: false; message: string };

/**
 * Checks a password and answers a ticket. A refusal does not say whether the address is known, neither in words nor by
 * the time it takes.
 */
export async function signInWithPassword(
  input: { email: string; password: string },
  headers: Headers,
): Promise<SignInResult> {
  const keys = attemptKeys("password", input.email, clientAddress(headers));
  const attempt = await takeAttempt(keys);
  if (!attempt.allowed)
    return { ok: false, message: `Too many attempts. Try again in ${waitingTime(attempt.retryAt)}.` };
  const user = await inSystem((tx) => findUserByEmail(tx, input.email));
  const matches = await verifyPassword(input.password, user?.passwordHash ?? null);
  if (!user || !matches)
    return { ok: false, message: "E-mail address and password do not match an account." };
  await forgiveAttempt(attempt, keys[0]?.key ?? "");
  const ticket = await inSystem((tx) => issueTicket(tx, { userId: user.id, method: "password" }));
  return { ok: true, ticket, userId: user.id };
}
