import { environment, isDemoPerson } from "@/server/env";
import { getClock, inSystem } from "@/server/kernel";
import { decideSignUp } from "../core/decide-sign-up";
import { countOrganizations, isInvited } from "../queries";
import { isDemoDoorOpen } from "./demo-door";

/** Whether an address may have an account here, and why. */
export function judgeSignUp(email: string) {
  return inSystem(async (tx) =>
    decideSignUp({
      mode: environment().signup,
      organizationCount: await countOrganizations(tx),
      isInvited: await isInvited(tx, email, getClock().now()),
      isDemoPerson: isDemoPerson(email),
    }),
  );
}

/** Whether a stranger without an invitation may sign up: what the sign-up page shows its form for. */
export const isSignUpOpen = async (): Promise<boolean> => (await judgeSignUp("")).allowed;

/** Where a stranger begins: on a server nobody has signed up to, with an account; else by signing in. */
export async function entrancePath(headers: Headers): Promise<string> {
  const isEmpty = (await inSystem(countOrganizations)) === 0;
  return isEmpty && !isDemoDoorOpen(headers) && (await isSignUpOpen()) ? "/sign-up" : "/sign-in";
}
