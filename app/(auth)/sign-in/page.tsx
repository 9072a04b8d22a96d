import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { canMail, getSessionActor, homePath, isDemoDoorOpen, isSignUpOpen, returnPath } from "@/server/auth";
import { isDemoPerson } from "@/server/env";
import { AuthForm } from "../_parts/auth-form";
import { DemoDoor } from "../_parts/demo-door";
import { Aside, Heading, linkClass } from "../_parts/heading";
import { linkingMessageOf, messageOf } from "../_parts/messages";
import { ProviderButtons } from "../_parts/provider-buttons";
import { type Search, textIn } from "../_parts/search";
import { mailLink, signInByPassword } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const given = await headers();
  const next = returnPath(textIn(search, "next"));
  const error = textIn(search, "error");
  const actor = await getSessionActor(given);
  const isPerson = actor !== null && !isDemoPerson(actor.email);
  if (isPerson && !error) redirect(next ?? (await homePath(actor)));
  const message = isPerson ? linkingMessageOf(error) : messageOf(error);
  const byMail = canMail() && textIn(search, "by") === "mail";
  const query = new URLSearchParams(next ? { next } : {});
  const email = textIn(search, "email");
  return (
    <>
      <Heading title="Sign in" />
      {message ? <Banner tone="critical" title={message} className="mb-5" /> : null}
      {isPerson ? (
        <ButtonLink href="/" className="mb-5 w-full" size="lg">
          Go on as {actor.name}
        </ButtonLink>
      ) : null}
      {isDemoDoorOpen(given) ? <DemoDoor /> : null}
      <ProviderButtons next={next} />
      {byMail ? (
        <AuthForm
          key="mail"
          action={mailLink}
          submit="Mail me a link"
          hidden={{ next: next ?? "" }}
          fields={[
            { name: "email", label: "E-mail address", type: "email", autoComplete: "email", value: email },
          ]}
        />
      ) : (
        <AuthForm
          key="password"
          action={signInByPassword}
          submit="Sign in"
          hidden={{ next: next ?? "" }}
          fields={[
            { name: "email", label: "E-mail address", type: "email", autoComplete: "username", value: email },
            { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
          ]}
        />
      )}
      {canMail() ? (
        <Aside>
          <Link
            className={linkClass}
            href={`/sign-in?${new URLSearchParams([...query, ...(byMail ? [] : [["by", "mail"]])])}`}
          >
            {byMail ? "Sign in with a password" : "Sign in by a link in a mail"}
          </Link>
          {byMail ? null : ", also if you forgot your password."}
        </Aside>
      ) : null}
      {(await isSignUpOpen()) ? (
        <Aside>
          No account yet?{" "}
          <Link className={linkClass} href={`/sign-up?${query}`}>
            Sign up
          </Link>
        </Aside>
      ) : (
        <Aside>No account yet? Ask an admin of your organization for an invitation.</Aside>
      )}
    </>
  );
}
