import { environment, isDemoPerson } from "@/server/env";
import { command, ForbiddenError, type UserActor } from "@/server/kernel";
import { type CreationReason, decideCreation } from "../core/decide-creation";
import { countOrganizations, presentOrganization } from "../queries";
import { CreateOrganizationInput, Organization } from "../schema";
import { foundOrganization, lockFounding } from "./found-organization";

const refusals: Partial<Record<CreationReason, string>> = {
  demo_person: "The demo's person cannot create an organization. Sign up with your own e-mail address.",
  by_invitation_only: "Organizations are created by the operator here. Ask for an invitation to yours.",
  not_first: "This installation has its organization already. Ask one of its admins for an invitation.",
};

export const createOrganization = command(
  {
    name: "tenancy.createOrganization",
    summary: "Creates an organization, owned by whoever creates it, where the operator's SIGNUP allows it",
    scope: "user",
    can: "signed-in",
    input: CreateOrganizationInput,
    output: Organization,
    example: () => ({ name: "Example" }),
  },
  async ({ tx, actor, now, newId, audit }, { name }) => {
    const person = actor as UserActor;
    await lockFounding(tx);
    const decision = decideCreation(
      environment().signup,
      await countOrganizations(tx),
      isDemoPerson(person.email),
    );
    if (!decision.allowed) throw new ForbiddenError(refusals[decision.reason]);
    const organization = await foundOrganization(tx, {
      id: newId(),
      name,
      owner: { userId: person.userId, name: person.name, email: person.email },
      now,
    });
    audit({
      organizationId: organization.id,
      target: { kind: "organization", id: organization.id, label: name },
      detail: { reason: decision.reason, slug: organization.slug },
    });
    return presentOrganization(organization);
  },
);
