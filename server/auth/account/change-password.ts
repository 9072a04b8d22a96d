import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/drizzle/schema/auth";
import { isDemoPerson } from "@/server/env";
import {
  command,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  TooManyRequestsError,
  type UserActor,
} from "@/server/kernel";
import { hashPassword, verifyPassword } from "../passwords";
import { findUser } from "../queries";
import { ChangePasswordInput } from "../schema";
import { endOtherSessions } from "../sessions/revoke-other-sessions";
import { attemptKeys, forgiveAttempt, takeAttempt, waitingTime } from "../sign-in/attempts";

export const changePassword = command(
  {
    name: "auth.changePassword",
    summary: "Sets or changes one's password and signs every other browser out",
    scope: "user",
    can: "signed-in",
    input: ChangePasswordInput,
    output: z.object({ revoked: z.number().int() }),
    example: () => ({ currentPassword: "correct horse battery", newPassword: "staple battery horse" }),
    audit: "none",
    because: "A password belongs to a person, and the audit log to an organization.",
  },
  async ({ tx, actor, now }, { currentPassword, newPassword }) => {
    const person = actor as UserActor;
    if (isDemoPerson(person.email)) throw new ForbiddenError("The demo's person has no password.");
    const user = await findUser(tx, person.userId);
    if (!user) throw new NotFoundError("The user");
    if (user.passwordHash) await proveCurrent(user.email, currentPassword ?? "", user.passwordHash);
    await tx
      .update(users)
      .set({ passwordHash: await hashPassword(newPassword) })
      .where(eq(users.id, person.userId));
    return { revoked: await endOtherSessions(tx, person, now) };
  },
);

/** Guessing here is limited together with guessing at the sign-in page. */
async function proveCurrent(email: string, password: string, stored: string): Promise<void> {
  const keys = attemptKeys("password", email, null);
  const attempt = await takeAttempt(keys);
  if (!attempt.allowed)
    throw new TooManyRequestsError(`Too many attempts. Try again in ${waitingTime(attempt.retryAt)}.`);
  if (!(await verifyPassword(password, stored)))
    throw new InvalidError("The current password is another.", [
      { path: ["currentPassword"], message: "is another" },
    ]);
  await forgiveAttempt(attempt, keys[0]?.key ?? "");
}
