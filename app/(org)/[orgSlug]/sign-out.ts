"use server";

import { signOut } from "@/app/api/auth/next-auth";

/** Ends the session of this browser and leads to the way in. */
export async function signOutHere(): Promise<void> {
  await signOut({ redirectTo: "/sign-in" });
}
