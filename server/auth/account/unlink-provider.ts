import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { accounts } from "@/drizzle/schema/auth";
import { ConflictError, command, type UserActor } from "@/server/kernel";
import { canMail } from "../mail";
import { findUser, linkedProviders } from "../queries";
import { UnlinkProviderInput } from "../schema";

export const unlinkProvider = command(
  {
    name: "auth.unlinkProvider",
    summary: "Stops a sign-in service from signing one in; the last way in stays",
    scope: "user",
    can: "signed-in",
    input: UnlinkProviderInput,
    output: z.object({ unlinked: z.boolean() }),
    example: () => ({ provider: "github" as const }),
    audit: "none",
    because: "A way in belongs to a person, and the audit log to an organization.",
  },
  async ({ tx, actor }, { provider }) => {
    const { userId } = actor as UserActor;
    const linked = await linkedProviders(tx, userId);
    if (!linked.includes(provider)) return { unlinked: false };
    const user = await findUser(tx, userId);
    if (!user?.passwordHash && linked.length === 1 && !canMail())
      throw new ConflictError("This is your only way in. Set a password first.");
    await tx.delete(accounts).where(and(eq(accounts.userId, userId), eq(accounts.provider, provider)));
    return { unlinked: true };
  },
);
