import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { previewLink } from "@/server/auth";
import { MIN_PASSWORD } from "@/server/auth/schema";
import { AuthForm } from "../../_parts/auth-form";
import { Heading } from "../../_parts/heading";
import { enterByOperatorLink } from "../../actions";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

/** Where an operator's link leads: its owner sets a name and a password, and is in. */
export default async function EnterPage({ params }: { params: Promise<{ ticket: string }> }) {
  const { ticket } = await params;
  const person = await previewLink(ticket.slice(0, 100));
  if (!person)
    return (
      <>
        <Heading title="This link does not work">
          It has been used, or is older than 7 days. Sign in, or ask the operator for a new one.
        </Heading>
        <ButtonLink href="/sign-in" size="lg" className="w-full">
          Sign in
        </ButtonLink>
      </>
    );
  return (
    <>
      <Heading title="Welcome to AIOps">
        This link signs <bdi className="font-medium text-foreground">{person.email}</bdi> in, once.
      </Heading>
      <AuthForm
        action={enterByOperatorLink}
        submit="Go in"
        hidden={{ ticket }}
        fields={[
          { name: "name", label: "Your name", autoComplete: "name", value: person.name ?? "" },
          {
            name: "password",
            label: person.hasPassword ? "New password" : "Password",
            type: "password",
            autoComplete: "new-password",
            minLength: MIN_PASSWORD,
            optional: person.hasPassword,
            hint: person.hasPassword
              ? "Leave it empty to keep yours."
              : `At least ${MIN_PASSWORD} characters; you sign in with it from then on.`,
          },
        ]}
      />
    </>
  );
}
