import { users } from "@/drizzle/schema/auth";
import { databaseCode, getClock, inSystem, uuidv7 } from "@/server/kernel";
import { clientAddress } from "../core/client-address";
import { hashPassword } from "../passwords";
import { findInvitation, findUserByEmail } from "../queries";
import type { SignUpInput } from "../schema";
import { attemptKeys, takeAttempt, waitingTime } from "./attempts";
import { judgeSignUp } from "./may-sign-up";
import type { SignInResult } from "./sign-in-with-password";
import { issueTicket } from "./tickets";

const TAKEN = "An account with this e-mail address exists. Sign in instead.";

/** Makes an account, where the operator's SIGNUP or an invitation allows it, and answers a ticket. */
export async function signUpWithPassword(input: SignUpInput, headers: Headers): Promise<SignInResult> {
  const attempt = await takeAttempt(attemptKeys("sign-up", input.email, clientAddress(headers)));
  if (!attempt.allowed)
    return { ok: false, message: `Too many attempts. Try again in ${waitingTime(attempt.retryAt)}.` };
  const verdict = await judgeSignUp(input.email);
  if (!verdict.allowed)
    return {
      ok: false,
      message: "Accounts are made by invitation here. Ask an admin of your organization for one.",
    };
  const passwordHash = await hashPassword(input.password);
  const now = getClock().now();
  try {
    return await inSystem(async (tx) => {
      if (await findUserByEmail(tx, input.email)) return { ok: false, message: TAKEN };
      const userId = uuidv7(now);
      await tx
        .insert(users)
        .values({ id: userId, name: input.name, email: input.email, passwordHash, createdAt: now });
      return { ok: true, userId, ticket: await issueTicket(tx, { userId, method: "password" }) };
    });
  } catch (error) {
    // Two sign-ups of one address at the same moment: the index decides.
    if (databaseCode(error) === "23505") return { ok: false, message: TAKEN };
    throw error;
  }
}

/** The same by an invitation's link: the address is the invitation's, whoever types. */
export async function signUpByInvitation(
  input: { token: string; name: string; password: string },
  headers: Headers,
): Promise<SignInResult> {
  const invitation = await inSystem((tx) => findInvitation(tx, input.token, getClock().now()));
  if (!invitation) return { ok: false, message: "This invitation no longer works. Ask for a new one." };
  return signUpWithPassword({ ...input, email: invitation.email }, headers);
}
