import { z } from "zod";
import { environment } from "@/server/env";
import { query, type UserActor } from "@/server/kernel";
import { decideCreation } from "../core/decide-creation";
import { countOrganizations, organizationsOf } from "../queries";
import { MyOrganizations } from "../schema";

export const listMyOrganizations = query(
  {
    name: "tenancy.listMyOrganizations",
    summary:
      "Lists the organizations one belongs to, by name, with one's role, and whether one may create another",
    scope: "user",
    can: "signed-in",
    input: z.object({}),
    output: MyOrganizations,
    example: () => ({}),
  },
  async ({ tx, actor }) => {
    const person = actor as UserActor;
    const items = await organizationsOf(tx, person.userId);
    // The demo's person may not, but whoever looks around is shown the way: it begins with an account of their own.
    const decision = decideCreation(environment().signup, await countOrganizations(tx), false);
    return { items, nextCursor: null, mayCreate: decision.allowed };
  },
);
