import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getSessionActor, homePath, isDemoDoorOpen, isSignUpOpen, returnPath } from "@/server/auth";
import { MIN_PASSWORD } from "@/server/auth/schema";
import { isDemoPerson } from "@/server/env";
import { AuthForm } from "../_parts/auth-form";
import { DemoDoor } from "../_parts/demo-door";
import { Aside, Heading, linkClass } from "../_parts/heading";
import { ProviderButtons } from "../_parts/provider-buttons";
import { type Search, textIn } from "../_parts/search";
import { signUp } from "../actions";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const given = await headers();
  const next = returnPath(textIn(await searchParams, "next"));
  const actor = await getSessionActor(given);
  if (actor && !isDemoPerson(actor.email)) redirect(next ?? (await homePath(actor)));
  const signIn = (
    <Aside>
      Have an account?{" "}
      <Link className={linkClass} href={`/sign-in${next ? `?next=${encodeURIComponent(next)}` : ""}`}>
        Sign in
      </Link>
    </Aside>
  );
  if (!(await isSignUpOpen()))
    return (
      <>
        <Heading title="Accounts are made by invitation here">
          Ask an admin of your organization for an invitation: it comes as a link.
        </Heading>
        {isDemoDoorOpen(given) && !actor ? <DemoDoor /> : null}
        {signIn}
      </>
    );
  return (
    <>
      <Heading title="Make your account">Then you name your organization and connect the first tool.</Heading>
      {isDemoDoorOpen(given) && !actor ? <DemoDoor /> : null}
      <ProviderButtons next={next} />
      <AuthForm
        action={signUp}
        submit="Sign up"
        hidden={{ next: next ?? "" }}
        fields={[
          { name: "name", label: "Your name", autoComplete: "name" },
          { name: "email", label: "E-mail address", type: "email", autoComplete: "username" },
          {
            name: "password",
            label: "Password",
            type: "password",
            autoComplete: "new-password",
            minLength: MIN_PASSWORD,
            hint: `At least ${MIN_PASSWORD} characters; four or five random words do well.`,
          },
        ]}
      />
      {signIn}
    </>
  );
}
