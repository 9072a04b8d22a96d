export const ROTATION_OVERLAP_MS = 24 * 3_600_000;

export type RotatedKey = { createdAt: Date; expiresAt: Date | null };
export type RotationPlan = { oldExpiresAt: Date; newExpiresAt: Date | null };

/**
 * The ends of two keys of which one replaces the other: the old one works 24 hours more, unless it would have ended
 * sooner; the new one lives as long as the old one was meant to.
 */
export function planRotation(key: RotatedKey, now: Date): RotationPlan {
  const overlapEnd = new Date(now.getTime() + ROTATION_OVERLAP_MS);
  if (!key.expiresAt) return { oldExpiresAt: overlapEnd, newExpiresAt: null };
  const lifetimeMs = key.expiresAt.getTime() - key.createdAt.getTime();
  return {
    oldExpiresAt: key.expiresAt < overlapEnd ? key.expiresAt : overlapEnd,
    newExpiresAt: new Date(now.getTime() + lifetimeMs),
  };
}
