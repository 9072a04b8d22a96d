import nodemailer from "nodemailer";
import { Resend } from "resend";
import { environment } from "@/server/env";
import { UnavailableError } from "@/server/kernel";

export type Mail = { to: string; subject: string; text: string; html: string };

/** Whether the operator has configured mail: without it there are no sign-in links by mail. */
export const canMail = (): boolean => environment().mail !== null;

/** Sends one mail by SMTP or Resend. @throws UnavailableError when it was not taken; the reason is its cause */
export async function sendMail(mail: Mail): Promise<void> {
  const settings = environment().mail;
  if (!settings) throw new UnavailableError("Mail is not configured here.");
  try {
    if (settings.smtpUrl) {
      const transport = nodemailer.createTransport({
        url: settings.smtpUrl,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 20_000,
      });
      await transport.sendMail({ from: settings.from, ...mail });
      transport.close();
      return;
    }
    const { error } = await new Resend(settings.resendApiKey).emails.send({ from: settings.from, ...mail });
    if (error) throw new Error(`${error.name}: ${error.message}`);
  } catch (cause) {
    throw Object.assign(new UnavailableError("The mail could not be sent. Try again shortly."), { cause });
  }
}

const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The mail that carries a sign-in link. It leads to a page with a button, because mail scanners open links. */
export function signInMail(to: string, link: string, host: string): Mail {
  const address = escapeHtml(link);
  return {
    to,
    subject: `Sign in to AIOps on ${host}`,
    text: `Open this link to sign in to AIOps on ${host}. It works once, for 15 minutes.\n\n${link}\n\nIf you did not ask for it, do nothing: without the link nobody gets in.\n`,
    html: `<p>Open this link to sign in to AIOps on ${escapeHtml(host)}. It works once, for 15 minutes.</p><p><a href="${address}">Sign in to AIOps</a></p><p style="color:#71717a">Or copy it: ${address}</p><p style="color:#71717a">If you did not ask for it, do nothing: without the link nobody gets in.</p>`,
  };
}
