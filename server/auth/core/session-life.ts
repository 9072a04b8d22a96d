export const SESSION_LIFE_MS = 30 * 86_400_000;
// Seen is written every ten minutes at most: nobody reads it to the second, and a page asks every two.
const TOUCH_EVERY_MS = 10 * 60_000;

export type SessionTimes = { expiresAt: Date; revokedAt: Date | null; lastSeenAt: Date };
export type SessionVerdict = { alive: boolean; reason: "alive" | "revoked" | "expired"; touch: boolean };

/** Whether a session is good at an instant, and whether the sight of it is worth writing down. */
export function judgeSession(session: SessionTimes, now: Date): SessionVerdict {
  if (session.revokedAt) return { alive: false, reason: "revoked", touch: false };
  if (session.expiresAt <= now) return { alive: false, reason: "expired", touch: false };
  return {
    alive: true,
    reason: "alive",
    touch: now.getTime() - session.lastSeenAt.getTime() >= TOUCH_EVERY_MS,
  };
}

/** A session ends 30 days after it was last seen, not after it began. */
export const sessionEnd = (seenAt: Date): Date => new Date(seenAt.getTime() + SESSION_LIFE_MS);
