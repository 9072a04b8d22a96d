import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { getSessionActor } from "@/server/auth";
import { MIN_PASSWORD } from "@/server/auth/schema";
import { isDemoPerson } from "@/server/env";
import { execute, NotFoundError } from "@/server/kernel";
import { previewInvitation } from "@/server/tenancy";
import type { InvitationPreview } from "@/server/tenancy/schema";
import { AuthForm } from "../../_parts/auth-form";
import { Aside, Heading, linkClass } from "../../_parts/heading";
import { ProviderButtons } from "../../_parts/provider-buttons";
import { SignedInAs } from "../../_parts/signed-in-as";
import { joinOrganization, signUpAndJoin } from "../../actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

const ended = {
  accepted: "This invitation has been used. If it was yours, sign in.",
  expired: "This invitation is older than 7 days. Ask for a new one.",
  revoked: "This invitation was taken back or replaced by a newer one. Look for that, or ask again.",
} as const;

const article = (role: string) => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`);

async function preview(token: string): Promise<InvitationPreview | null> {
  try {
    return await execute(previewInvitation, { token }, { actor: { kind: "anonymous" } });
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await preview(token.slice(0, 100));
  const invitation = found?.state === "pending" ? found : null;
  if (!invitation)
    return (
      <>
        <Heading title="This invitation does not work">
          {found && found.state !== "pending"
            ? ended[found.state]
            : "Its address is not one we gave out. Copy the whole link from the message it came with."}
        </Heading>
        <ButtonLink href="/sign-in" size="lg" className="w-full">
          Sign in
        </ButtonLink>
      </>
    );
  const here = `/invitation/${token}`;
  const actor = await getSessionActor(await headers());
  const person = actor && !isDemoPerson(actor.email) ? actor : null;
  const heading = (
    <Heading title={<>Join {<bdi>{invitation.organizationName}</bdi>}</>}>
      <bdi>{invitation.invitedBy}</bdi> invites{" "}
      <bdi className="font-medium text-foreground">{invitation.email}</bdi> as {article(invitation.role)}.
    </Heading>
  );
  if (person?.email.toLowerCase() === invitation.email)
    return (
      <>
        {heading}
        <AuthForm action={joinOrganization} fields={[]} hidden={{ token }} submit="Join" />
        <SignedInAs actor={person} next={here} />
      </>
    );
  if (person)
    return (
      <>
        {heading}
        <p className="text-secondary text-table">
          The invitation is for that address alone. Sign out to accept it, or ask for one to yours.
        </p>
        <SignedInAs actor={person} next={here} />
      </>
    );
  if (invitation.hasAccount)
    return (
      <>
        {heading}
        <ButtonLink
          variant="primary"
          size="lg"
          className="w-full"
          href={`/sign-in?${new URLSearchParams({ next: here, email: invitation.email })}`}
        >
          Sign in to join
        </ButtonLink>
      </>
    );
  return (
    <>
      {heading}
      <ProviderButtons next={here} />
      <AuthForm
        action={signUpAndJoin}
        submit="Make an account and join"
        hidden={{ token }}
        fields={[
          { name: "name", label: "Your name", autoComplete: "name" },
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
      <Aside>
        Have an account under another address? Ask for an invitation to that one, or{" "}
        <Link className={linkClass} href="/sign-in">
          sign in
        </Link>
        .
      </Aside>
    </>
  );
}
