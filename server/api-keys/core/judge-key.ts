export type KeyTimes = { expiresAt: Date | null; revokedAt: Date | null };
export type KeyVerdict = { accepted: boolean; reason: "active" | "revoked" | "expired" };

/** Whether a key is good at an instant. A key dies at its expiry, not after it. */
export function judgeKey(key: KeyTimes, now: Date): KeyVerdict {
  if (key.revokedAt && key.revokedAt <= now) return { accepted: false, reason: "revoked" };
  if (key.expiresAt && key.expiresAt <= now) return { accepted: false, reason: "expired" };
  return { accepted: true, reason: "active" };
}
