import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/drizzle/schema/auth";
import { query, type UserActor } from "@/server/kernel";
import { SessionPage, SignInMethod } from "../schema";

export const listSessions = query(
  {
    name: "auth.listSessions",
    summary: "Lists the browsers one is signed in with, the last seen first",
    scope: "user",
    can: "signed-in",
    input: z.object({}),
    output: SessionPage,
    example: () => ({}),
  },
  async ({ tx, actor, now }) => {
    const person = actor as UserActor;
    const rows = await tx
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, person.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
      .orderBy(desc(sessions.lastSeenAt))
      .limit(100);
    const items = rows.map((row) => ({
      id: row.id,
      isCurrent: row.id === person.sessionId,
      method: SignInMethod.parse(row.method),
      userAgent: row.userAgent,
      address: row.address,
      createdAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
      expiresAt: row.expiresAt,
    }));
    return { items, nextCursor: null };
  },
);
