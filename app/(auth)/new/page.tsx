import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getSessionActor, homePath } from "@/server/auth";
import { isDemoPerson } from "@/server/env";
import { execute } from "@/server/kernel";
import { listMyOrganizations } from "@/server/tenancy";
import { Aside, Heading, linkClass } from "../_parts/heading";
import { OrganizationForm } from "../_parts/organization-form";

export const metadata: Metadata = { title: "New organization" };

/** Another organization for somebody who has one. From the demo it leads to an account of one's own. */
export default async function NewOrganizationPage() {
  const actor = await getSessionActor(await headers());
  if (!actor) redirect("/sign-in?next=/new");
  if (isDemoPerson(actor.email)) redirect("/sign-up");
  const [{ mayCreate }, home] = await Promise.all([
    execute(listMyOrganizations, {}, { actor }),
    homePath(actor),
  ]);
  return (
    <>
      {mayCreate ? (
        <>
          <Heading title="New organization">
            It starts empty and shares nothing with your others. You will own it.
          </Heading>
          <OrganizationForm />
        </>
      ) : (
        <Heading title="You cannot create another organization here">
          The operator of this installation decides who may. Ask for an invitation to an existing one.
        </Heading>
      )}
      <Aside>
        <Link className={linkClass} href={home}>
          Back
        </Link>
      </Aside>
    </>
  );
}
