import { and, eq, isNull } from "drizzle-orm";
import { sessions, users } from "@/drizzle/schema/auth";
import { getClock, inSystem, uuidv7 } from "@/server/kernel";
import { clientAddress } from "../core/client-address";
import { judgeSession, sessionEnd } from "../core/session-life";
import type { SignInMethod } from "../schema";

export type OpenSession = {
  id: string;
  userId: string;
  name: string;
  email: string;
  isDemo: boolean;
  expiresAt: Date;
  revokedAt: Date | null;
  lastSeenAt: Date;
};
type Cached = { session: OpenSession | null; readAt: number };

const CACHE_MS = 10_000;
const CACHE_SIZE = 10_000;

// Routes and instrumentation are separate bundles, so the cache lives on `globalThis`.
const holder = globalThis as typeof globalThis & { aiopsSessionCache?: Map<string, Cached> };
const cache = () => {
  holder.aiopsSessionCache ??= new Map();
  return holder.aiopsSessionCache;
};

/** Forgets cached sessions, so that this process obeys a change at once; others do within ten seconds. */
export const forgetSessions = (): void => cache().clear();

/** Opens a session for a browser that has just proven who it is. */
export async function openSession(userId: string, method: SignInMethod, headers: Headers): Promise<string> {
  const now = getClock().now();
  const id = uuidv7(now);
  await inSystem((tx) =>
    tx.insert(sessions).values({
      id,
      userId,
      method,
      isDemo: method === "demo",
      createdAt: now,
      lastSeenAt: now,
      expiresAt: sessionEnd(now),
      userAgent: headers.get("user-agent")?.slice(0, 300) ?? null,
      address: clientAddress(headers),
    }),
  );
  return id;
}

/** Ends a session; one that has ended stays so. */
export async function closeSession(id: string): Promise<void> {
  const now = getClock().now();
  await inSystem((tx) =>
    tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt))),
  );
  cache().delete(id);
}

async function load(id: string, nowMs: number): Promise<OpenSession | null> {
  const cached = cache().get(id);
  if (cached && nowMs >= cached.readAt && nowMs - cached.readAt < CACHE_MS) return cached.session;
  const [row] = await inSystem((tx) =>
    tx
      .select({
        id: sessions.id,
        userId: sessions.userId,
        name: users.name,
        email: users.email,
        isDemo: sessions.isDemo,
        expiresAt: sessions.expiresAt,
        revokedAt: sessions.revokedAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.id, id)),
  );
  const session = row ? { ...row, name: row.name ?? row.email } : null;
  if (cache().size >= CACHE_SIZE) cache().clear();
  cache().set(id, { session, readAt: nowMs });
  return session;
}

/** The session behind a cookie while it is good; the sight of it makes it last 30 days more. */
export async function readSession(id: string): Promise<OpenSession | null> {
  const now = getClock().now();
  const session = await load(id, now.getTime());
  if (!session) return null;
  const verdict = judgeSession(session, now);
  if (!verdict.alive) return null;
  if (verdict.touch) {
    session.lastSeenAt = now;
    session.expiresAt = sessionEnd(now);
    await inSystem((tx) =>
      tx
        .update(sessions)
        .set({ lastSeenAt: now, expiresAt: sessionEnd(now) })
        .where(and(eq(sessions.id, id), isNull(sessions.revokedAt))),
    );
  }
  return session;
}
