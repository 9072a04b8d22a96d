import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { signInAttempts } from "@/drizzle/schema/auth";
import { getClock, inSystem, uuidv7 } from "@/server/kernel";
import { ATTEMPT_WINDOW_MS, judgeAttempts } from "../core/judge-attempts";

export type AttemptKey = { key: string; limit: number };
export type Attempt = { allowed: true; ids: string[] } | { allowed: false; retryAt: Date };

const DAY_MS = 86_400_000;

/** Keys of a try to sign in: ten per account; more per address, because an office shares one. */
export const attemptKeys = (
  kind: "password" | "mail" | "sign-up",
  email: string,
  address: string | null,
): AttemptKey[] => [
  { key: `${kind}:${email.toLowerCase()}`, limit: kind === "mail" ? 5 : 10 },
  ...(address ? [{ key: `${kind}@${address}`, limit: 30 }] : []),
];

/**
 * Counts an attempt before it is made, under a lock per key, so that a hundred at once are still a hundred; a good one is
 * forgiven afterwards.
 */
export async function takeAttempt(keys: AttemptKey[]): Promise<Attempt> {
  const now = getClock().now();
  // One order for all, so that two attempts never wait for each other.
  const sorted = [...keys].sort((a, b) => (a.key < b.key ? -1 : 1));
  return inSystem(async (tx) => {
    for (const { key } of sorted)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
    const rows = await tx
      .select({ key: signInAttempts.key, at: signInAttempts.at })
      .from(signInAttempts)
      .where(
        and(
          inArray(
            signInAttempts.key,
            sorted.map(({ key }) => key),
          ),
          gt(signInAttempts.at, new Date(now.getTime() - ATTEMPT_WINDOW_MS)),
        ),
      );
    const histories = sorted.map(({ key, limit }) => ({
      limit,
      at: rows.filter((row) => row.key === key).map((row) => row.at),
    }));
    const verdict = judgeAttempts(histories, now);
    if (!verdict.allowed) return { allowed: false, retryAt: verdict.retryAt ?? now };
    await tx.delete(signInAttempts).where(lt(signInAttempts.at, new Date(now.getTime() - DAY_MS)));
    const attempts = sorted.map(({ key }) => ({ id: uuidv7(now), key, at: now }));
    await tx.insert(signInAttempts).values(attempts);
    return { allowed: true, ids: attempts.map(({ id }) => id) };
  });
}

/** Forgets a good attempt and the failed ones of its account before it; those of its address stay counted. */
export async function forgiveAttempt(attempt: { ids: string[] }, accountKey: string): Promise<void> {
  await inSystem(async (tx) => {
    await tx.delete(signInAttempts).where(inArray(signInAttempts.id, attempt.ids));
    await tx.delete(signInAttempts).where(eq(signInAttempts.key, accountKey));
  });
}

/** How long to wait, in words. */
export function waitingTime(retryAt: Date): string {
  const minutes = Math.max(1, Math.ceil((retryAt.getTime() - getClock().now().getTime()) / 60_000));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
