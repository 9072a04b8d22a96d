import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema/auth";
import { command, NotFoundError, type UserActor } from "@/server/kernel";
import { SessionId } from "../schema";
import { forgetSessions } from "./session-store";

export const revokeSession = command(
  {
    name: "auth.revokeSession",
    summary: "Signs one of one's browsers out; within ten seconds it is",
    scope: "user",
    can: "signed-in",
    input: SessionId,
    output: z.object({ revoked: z.number().int() }),
    example: (fixture) => ({ id: fixture.session.id }),
    audit: "none",
    because: "A session belongs to a person, and the audit log to an organization.",
  },
  async ({ tx, actor, now }, { id }) => {
    const revoked = await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(
        and(
          eq(sessions.id, id),
          eq(sessions.userId, (actor as UserActor).userId),
          isNull(sessions.revokedAt),
        ),
      )
      .returning({ id: sessions.id });
    if (!revoked.length) throw new NotFoundError("The session");
    forgetSessions();
    return { revoked: 1 };
  },
);
