import { and, eq, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema/auth";
import { command, type Tx, type UserActor } from "@/server/kernel";
import { forgetSessions } from "./session-store";

/** Ends every session of a person but the one they use; answers how many. */
export async function endOtherSessions(tx: Tx, person: UserActor, now: Date): Promise<number> {
  const revoked = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.userId, person.userId),
        isNull(sessions.revokedAt),
        person.sessionId ? ne(sessions.id, person.sessionId) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  forgetSessions();
  return revoked.length;
}

export const revokeOtherSessions = command(
  {
    name: "auth.revokeOtherSessions",
    summary: "Signs every other browser of one's own out",
    scope: "user",
    can: "signed-in",
    input: z.object({}),
    output: z.object({ revoked: z.number().int() }),
    example: () => ({}),
    audit: "none",
    because: "A session belongs to a person, and the audit log to an organization.",
  },
  async ({ tx, actor, now }) => ({ revoked: await endOtherSessions(tx, actor as UserActor, now) }),
);
