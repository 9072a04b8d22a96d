import { isDemoPerson } from "@/server/env";
import { inSystem } from "@/server/kernel";
import { clientAddress } from "../core/client-address";
import { findUserByAccount, findUserByEmail } from "../queries";
import { sessionOfCookie } from "../sessions/session-cookie";
import { attemptKeys, takeAttempt } from "./attempts";
import { judgeSignUp } from "./may-sign-up";

export type SignInAttempt = {
  account: { type: string; provider: string; providerAccountId: string };
  email: string | null | undefined;
  /** True when a link is asked for, not yet opened. */
  isMailRequest: boolean;
};

const page = (error: string) => `/sign-in?error=${error}`;

/**
 * Whether next-auth may go on: true, or the page to show instead. Somebody with an account may; a stranger only where
 * they could sign up. That an equal address never links a service to an account is next-auth's own rule.
 */
export async function permitSignIn(attempt: SignInAttempt, headers: Headers): Promise<true | string> {
  const { account, isMailRequest } = attempt;
  if (account.type === "credentials") return true;
  const email = attempt.email?.toLowerCase();
  if (!email) return page("NoEmail");
  if (account.type === "email") return permitMail(email, isMailRequest, headers);
  const linked = await inSystem((tx) => findUserByAccount(tx, account.provider, account.providerAccountId));
  if (linked) return true;
  const session = await sessionOfCookie(headers);
  if (session) return session.isDemo ? page("Demo") : true;
  return permitStranger(email);
}

async function permitMail(email: string, isRequest: boolean, headers: Headers): Promise<true | string> {
  if (!isRequest) return permitStranger(email);
  const attempt = await takeAttempt(attemptKeys("mail", email, clientAddress(headers)));
  if (!attempt.allowed) return page("TooManyMails");
  // Whether the address has an account is said to its owner alone: no mail goes out, but the page is the same.
  return (await permitStranger(email)) === true ? true : "/verify";
}

async function permitStranger(email: string): Promise<true | string> {
  // Its only way in is the demo door.
  if (isDemoPerson(email)) return page("SignUpClosed");
  if (await inSystem((tx) => findUserByEmail(tx, email))) return true;
  return (await judgeSignUp(email)).allowed ? true : page("SignUpClosed");
}
