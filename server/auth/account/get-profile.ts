import { z } from "zod";
import { isDemoPerson } from "@/server/env";
import { NotFoundError, query, type UserActor } from "@/server/kernel";
import { findUser, linkedProviders } from "../queries";
import { Profile, ProviderId } from "../schema";
import { configuredProviders } from "../sign-in/providers";

export const getProfile = query(
  {
    name: "auth.getProfile",
    summary: "Reads one's name and address and the ways one can sign in",
    scope: "user",
    can: "signed-in",
    input: z.object({}),
    output: Profile,
    example: () => ({}),
  },
  async ({ tx, actor }) => {
    const { userId } = actor as UserActor;
    const user = await findUser(tx, userId);
    if (!user) throw new NotFoundError("The user");
    const linked = await linkedProviders(tx, userId);
    const configured = configuredProviders();
    const former = linked
      .filter((id) => !configured.some((provider) => provider.id === id))
      .flatMap((id) => ProviderId.safeParse(id).data ?? [])
      .map((id) => ({ id, name: id }));
    return {
      userId,
      name: user.name ?? user.email,
      email: user.email,
      isEmailVerified: user.emailVerified !== null,
      hasPassword: user.passwordHash !== null,
      isDemo: isDemoPerson(user.email),
      providers: [...configured, ...former].map((provider) => ({
        ...provider,
        isLinked: linked.includes(provider.id),
      })),
    };
  },
);
