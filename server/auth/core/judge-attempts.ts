export const ATTEMPT_WINDOW_MS = 15 * 60_000;

/** Earlier attempts under one key (an e-mail address, a network address) and how many are let through per window. */
export type AttemptHistory = { at: readonly Date[]; limit: number };
export type AttemptVerdict = {
  allowed: boolean;
  reason: "below_limit" | "limit_reached";
  retryAt: Date | null;
};

/** Whether one more attempt is let through now; if not, when the oldest that counts has left the window. */
export function judgeAttempts(histories: readonly AttemptHistory[], now: Date): AttemptVerdict {
  let retryAt: Date | null = null;
  for (const { at, limit } of histories) {
    const counting = at
      .map((instant) => instant.getTime())
      .filter((instant) => instant > now.getTime() - ATTEMPT_WINDOW_MS)
      .sort((a, b) => b - a);
    const blocking = counting[limit - 1];
    if (blocking === undefined) continue;
    const free = new Date(blocking + ATTEMPT_WINDOW_MS);
    if (!retryAt || free > retryAt) retryAt = free;
  }
  return retryAt
    ? { allowed: false, reason: "limit_reached", retryAt }
    : { allowed: true, reason: "below_limit", retryAt: null };
}
