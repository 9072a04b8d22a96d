/** What a code in the address of the sign-in page means, and what to do. */
const messages: Record<string, string> = {
  OAuthAccountNotLinked:
    "An account with this e-mail address exists already. Sign in the way you did before, then connect the service in your account's settings.",
  SignUpClosed: "Accounts are made by invitation here. Ask an admin of your organization for one.",
  NoEmail: "The service gave no e-mail address. Make one visible there, or sign in another way.",
  Verification: "This link has been used, or is older than 15 minutes. Ask for a new one.",
  AccessDenied: "The service did not let you in. Sign in another way.",
  OAuthCallbackError: "The sign-in was cancelled or refused by the service. Try again.",
  TooManyMails: "Too many links were asked for. Try again in 15 minutes, or sign in another way.",
  Demo: "The demo's person cannot be connected to a service. Sign up with your own e-mail address.",
  CredentialsSignin: "This took too long. Sign in again.",
  MissingCSRF: "The page was too old. Try again.",
};

export const messageOf = (code: string | undefined): string | null =>
  code
    ? (messages[code] ??
      "The server could not finish the sign-in: the mail or sign-in service did not answer as it should. Try again, or another way; the server's log has the reason.")
    : null;

/** The same code while somebody is signed in comes from connecting a service. */
export const linkingMessageOf = (code: string | undefined): string | null =>
  code === "OAuthAccountNotLinked"
    ? "This account of the service belongs to somebody else here, so it cannot be connected to yours."
    : messageOf(code);
