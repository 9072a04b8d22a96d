import { z } from "zod";
import { isDemoPerson } from "@/server/env";
import { command, ForbiddenError, type UserActor } from "@/server/kernel";
import { UpdateProfileInput } from "../schema";
import { forgetSessions } from "../sessions/session-store";
import { renamePerson } from "./rename-person";

export const updateProfile = command(
  {
    name: "auth.updateProfile",
    summary: "Changes one's name, in every organization",
    scope: "user",
    can: "signed-in",
    input: UpdateProfileInput,
    output: z.object({ name: z.string() }),
    example: () => ({ name: "Ann Example" }),
    audit: "none",
    because: "A name belongs to a person, and the audit log to an organization.",
  },
  async ({ tx, actor }, { name }) => {
    const { userId, email } = actor as UserActor;
    if (isDemoPerson(email)) throw new ForbiddenError("The demo's person keeps its name.");
    await renamePerson(tx, userId, name);
    forgetSessions();
    return { name };
  },
);
