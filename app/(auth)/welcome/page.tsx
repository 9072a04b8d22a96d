import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getSessionActor, homePath } from "@/server/auth";
import { execute } from "@/server/kernel";
import { listMyOrganizations } from "@/server/tenancy";
import { Heading } from "../_parts/heading";
import { OrganizationForm } from "../_parts/organization-form";
import { SignedInAs } from "../_parts/signed-in-as";

export const metadata: Metadata = { title: "Welcome" };

/** The first run of somebody who belongs to no organization yet. */
export default async function WelcomePage() {
  const actor = await getSessionActor(await headers());
  if (!actor) redirect("/sign-in?next=/welcome");
  const { items, mayCreate } = await execute(listMyOrganizations, {}, { actor });
  if (items.length) redirect(await homePath(actor));
  return (
    <>
      {mayCreate ? (
        <>
          <Heading title={`Welcome, ${actor.name}`}>
            An organization holds your alerts, incidents and people. Nobody outside it sees them.
          </Heading>
          <OrganizationForm />
        </>
      ) : (
        <Heading title="You belong to no organization yet">
          Ask an admin of yours for an invitation to{" "}
          <bdi className="font-medium text-foreground">{actor.email}</bdi>, and open its link.
        </Heading>
      )}
      <SignedInAs actor={actor} />
    </>
  );
}
